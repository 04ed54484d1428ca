import type { Caller, HallPlan, PlanAdherence, PlanEffect } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import type { Component } from 'vue';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import PlanPage from './PlanPage.vue';
import PlanPanel from './PlanPanel.vue';

const caller: Caller = { kind: 'user', id: 'u', name: '李', role: 'supervisor', halls: ['H1'] };
const at = (time: string): string => `2026-10-26T${time}:00.000+08:00`;
const absence = {
  windowId: 'w1',
  number: '1',
  officerId: 'o',
  kind: 'break' as const,
  from: at('10:00'),
  until: at('10:10'),
  rosteredFrom: at('11:00'),
};
const plan: HallPlan = {
  hall: 'H1',
  day: '2026-10-26',
  madeAt: at('09:00'),
  links: [],
  openings: [],
  guides: [],
  violations: [],
  absences: [absence],
  forced: [],
  presence: [],
  worth: null,
  worthUnknown: '说不准',
};
const none: HallPlan = {
  ...plan,
  worthUnknownWords: { code: 'plan.no-history', params: {} },
};

describe('the plan of the day', () => {
  let server: Server;
  let told: HallPlan;
  let did: PlanEffect | null;
  let followed: PlanAdherence | null;
  let now: string;
  beforeEach(() => {
    now = at('09:05');
    [did, followed] = [null, null];
    server = serve({
      'GET /v1/halls/H1/plan': () => told,
      'GET /v1/halls/H1/plan/effect': () => ({ effect: did, adherence: followed }),
      'GET /v1/halls/H1/live': () => ({ ...SAMPLE_HALL, hall: 'H1', now, at: new Date().toISOString() }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const opened = async (component: Component) => {
    const names = component === PlanPanel ? { timeZone: 'Asia/Shanghai', queueName: (code: string) => code } : {};
    const all = await mounted(component, { hall: 'H1', ...names }, { caller });
    await flushPromises();
    return all;
  };

  const step = (time: string) => ({ by: '李', at: at(time) });
  const effect: PlanEffect = {
    hall: 'H1',
    day: plan.day,
    madeAt: plan.madeAt,
    from: at('09:01'),
    at: at('18:40'),
    over: true,
    expected: { days: 20, meanWithoutMin: 20, meanWithMin: 12, cut: 0.4, cutCI: 0.05 },
    parts: [
      {
        kind: 'link',
        windowId: 'w3',
        name: '3',
        from: at('09:00'),
        until: null,
        deed: { code: 'served', served: 7, minutes: 400 },
      },
      {
        kind: 'break',
        windowId: 'w1',
        name: '1',
        from: at('10:00'),
        until: at('10:10'),
        deed: { code: 'not-executed', served: 0, minutes: 0 },
      },
    ],
    done: 1,
    observed: {
      savedMin: 84.2,
      lowMin: 51.1,
      highMin: 117.3,
      visitors: 420,
      tickets: [{ ticketId: 't1', number: 'A001', queue: 'a', byDeed: true, observedSec: 600, withoutSec: 1500 }],
    },
  };

  it('says of a plan that was sent what was expected, what was followed and what was observed, each by its name', async () => {
    [told, did] = [{ ...plan, adopted: step('09:00'), issued: step('09:01') }, effect];
    const { byTestId } = await opened(PlanPage);
    await flushPromises();
    const text = byTestId('plan-observed').text();
    expect(byTestId('plan-expected').text()).toContain('40%');
    expect(byTestId('plan-followed').text()).toBe(phrase('plan.observed.followedIs', { done: 1, all: 2 }));
    const seen = { saved: '84', low: '51', high: '117', visitors: 420, n: 1 };
    expect(byTestId('plan-seen').text()).toBe(phrase('plan.observed.seenIs', seen));
    expect(text).toContain(phrase('plan.observed.deed.not-executed'));
    // what was expected is not called observed
    expect(byTestId('plan-seen').text()).not.toContain('40%');
  });

  it('says in one line how far the windows follow it, and of each row what became of it', async () => {
    const order = (kind: 'link' | 'open' | 'break', windowId: string, until: string | null) => ({
      kind,
      windowId,
      number: windowId.slice(1),
      from: at('09:01'),
      until,
    });
    followed = {
      orders: [
        { ...order('link', 'w3', null), state: 'done' },
        { ...order('open', 'w9', at('10:45')), state: 'not-followed' },
        { ...order('break', 'w1', at('10:10')), state: 'unanswered' },
      ],
      done: 1,
      unanswered: 1,
      refused: 0,
      notFollowed: 1,
    };
    const links = [{ windowId: 'w3', number: '3', queues: ['a', 'b'] }];
    const openings = [
      { windowId: 'w9', number: '9', from: at('08:50'), until: at('10:45') },
      { windowId: 'w9', number: '9', from: at('15:00'), until: at('15:45') },
    ];
    told = { ...plan, links, openings, adopted: step('09:00'), issued: step('09:01') };
    const { byTestId, page } = await opened(PlanPage);
    await flushPromises();
    const counts = [
      phrase('plan.follow.done', { done: 1, all: 3 }),
      phrase('plan.follow.unanswered', { n: 1 }),
      phrase('plan.follow.notFollowed', { n: 1 }),
    ];
    expect(byTestId('plan-adherence').text()).toBe(`${phrase('plan.follow.title')} ${counts.join(' · ')}`);
    // nothing is ordered for the afternoon that could have become anything
    expect(page.findAll('[data-testid="plan-order"]').map((one) => one.attributes('data-state'))).toEqual([
      'done',
      'unanswered',
      'not-followed',
    ]);
  });

  it('claims nothing of a plan that nobody carried out', async () => {
    const observed = { savedMin: 0, lowMin: 0, highMin: 0, visitors: 420, tickets: [] };
    const parts = effect.parts.slice(1);
    [told, did] = [
      { ...plan, adopted: step('09:00'), issued: step('09:01') },
      { ...effect, parts, done: 0, observed },
    ];
    const { byTestId } = await opened(PlanPage);
    await flushPromises();
    expect(byTestId('plan-seen').text()).toBe(phrase('plan.observed.notDone'));
  });

  it('is adopted and told to the windows where there is one', async () => {
    told = plan;
    const { byTestId, page } = await opened(PlanPage);
    expect(byTestId('plan-adopt').classes('primary')).toBe(true);
    expect([byTestId('plan-issue').exists(), byTestId('plan-none').exists()]).toEqual([true, false]);
    expect(page.findAll('[data-testid="plan-absence"]')).toHaveLength(1);
  });

  it('can be printed once it is there, and each sheet says that it is a draft, with what is in force beside it', async () => {
    told = plan;
    const { byTestId, page } = await mounted(PlanPage, { hall: 'H1' }, { caller });
    expect(byTestId('plan-print').attributes('disabled')).toBeDefined();
    await flushPromises();
    expect(byTestId('plan-print').attributes('disabled')).toBeUndefined();
    expect(byTestId('paper-head').get('b').text()).toBe(phrase('plan.sheet.draft'));
    expect(byTestId('plan-gantt').classes('draft')).toBe(true);
    const heads = page.findAll('[data-testid="plan-sheet"] thead th').map((one) => one.text());
    expect(heads).toEqual([
      phrase('plan.window'),
      phrase('plan.sheet.rosterInForce'),
      phrase('plan.sheet.draftColumn'),
      phrase('plan.sheet.changes'),
    ]);
    const cells = page.findAll('[data-testid="sheet-row"] td').map((one) => one.text());
    expect(cells).toEqual([
      `${phrase('plan.bar.break')} 11:00–11:10`,
      `${phrase('plan.bar.break')} 10:00–10:10`,
      phrase('plan.sheet.moved', { n: 1 }),
    ]);
  });

  it('of which a break is over proposes no time for it any more, and issued is what is in force', async () => {
    now = at('10:20');
    const step = { by: '李', at: at('09:10') };
    told = { ...plan, absences: [{ ...absence, over: true }], adopted: step, issued: step };
    const { byTestId, page } = await opened(PlanPage);
    expect(byTestId('paper-head').get('b').text()).toBe(phrase('plan.sheet.issued'));
    expect(byTestId('plan-gantt').classes('draft')).toBe(false);
    const texts = (of: string): string[] => page.findAll(of).map((one) => one.text());
    expect(texts('[data-testid="plan-sheet"] thead th')).toEqual([
      phrase('plan.window'),
      phrase('plan.bar.rostered'),
      phrase('plan.sheet.issuedColumn'),
      phrase('plan.sheet.changes'),
    ]);
    expect(texts('[data-testid="sheet-row"] td')).toEqual([
      `${phrase('plan.bar.break')} 11:00–11:10`,
      `${phrase('plan.bar.break')} ${phrase('plan.sheet.over')}`,
      phrase('plan.sheet.same'),
    ]);
  });

  it('never says of a draft that what it planned has been: its time went by, and in force is what was in force', async () => {
    now = at('10:20');
    const later = { ...absence, kind: 'lunch' as const, from: at('13:15'), until: at('14:00'), over: true as const };
    told = {
      ...plan,
      absences: [
        { ...absence, over: true },
        { ...absence, from: at('09:10'), until: at('09:20'), rosteredFrom: null, over: true },
        { ...later, rosteredFrom: at('10:15') },
      ],
      worth: { days: 20, meanWithoutMin: 15.2, meanWithMin: 4.6, cut: 0.7, cutCI: 0.12 },
    };
    const { byTestId, page } = await opened(PlanPage);
    const cells = page.findAll('[data-testid="sheet-row"] td').map((one) => one.text());
    expect(cells).toEqual([
      `${phrase('plan.bar.break')} 09:10–09:20${phrase('plan.bar.lunch')} 10:15–11:00${phrase('plan.bar.break')} 11:00–11:10`,
      `${phrase('plan.bar.break')} 09:10–09:20${phrase('plan.bar.lunch')} ${phrase('plan.sheet.dropped')}${phrase('plan.bar.break')} 10:00–10:10`,
      phrase('plan.sheet.same'),
    ]);
    expect(page.findAll('[data-testid="sheet-row"] s').map((one) => one.text())).toEqual(['10:00–10:10']);
    expect(byTestId('sheet-missed').text()).toBe(phrase('plan.sheet.missed.draft'));
    expect(byTestId('plan-worth-missed').text()).toContain(phrase('plan.worthMissed', { time: '09:00' }));
    expect(byTestId('gantt-missed').text()).toBe(phrase('plan.missed'));
    expect(byTestId('plan-page').get('header').classes('no-print')).toBe(true);
  });

  it('says one reason of all that cannot be avoided once', async () => {
    const forced = {
      rule: 'demand' as const,
      queue: null,
      numbers: ['1'],
      away: 1,
      allowed: 0,
      from: at('10:00'),
      until: at('10:30'),
    };
    told = { ...plan, forced: [forced, forced].map((one) => ({ ...one, cause: 'hours' as const })) };
    const said = async () =>
      (await opened(PlanPage)).byTestId('plan-forced').text().split(phrase('plan.cause.hours')).length - 1;
    expect(await said()).toBe(1);
    told = { ...plan, forced: (['hours', 'roster', 'hours'] as const).map((cause) => ({ ...forced, cause })) };
    expect(await said()).toBe(2);
  });

  it('proposes nothing where nobody can be foreseen, says so, and has nothing to adopt', async () => {
    told = none;
    for (const component of [PlanPage, PlanPanel]) {
      const { byTestId, page } = await opened(component);
      expect(byTestId('plan-none').text()).toContain(phrase('plan.unplannedUnforeseen'));
      for (const id of [
        'plan-adopt',
        'plan-issue',
        'plan-print',
        'plan-gantt',
        'plan-absence',
        'plan-status',
        'to-plan',
      ])
        expect([id, byTestId(id).exists()]).toEqual([id, false]);
      expect(byTestId('plan-remake').exists()).toBe(true);
      page.unmount();
    }
  });

  it('names the plan that the hall works by, where a later one could not be made', async () => {
    told = { ...none, inForce: { madeAt: at('08:30'), adopted: { by: '李', at: at('08:40') } } };
    const { byTestId } = await opened(PlanPage);
    expect(byTestId('plan-status').text()).toBe(phrase('plan.adoptedBefore', { time: '08:30' }));
  });
});
