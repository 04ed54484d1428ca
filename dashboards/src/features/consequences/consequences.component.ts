import type { DueConsequences as Due, DutyConsequences as Duty, SetupConsequences as Setup } from '@cockpit/contracts';
import type { TargetConsequences as Targets } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import DueConsequences from './DueConsequences.vue';
import DutyConsequences from './DutyConsequences.vue';
import SetupConsequences from './SetupConsequences.vue';
import TargetConsequences from './TargetConsequences.vue';

const due: Due = {
  from: '2026-03-10',
  open: 30,
  looked: 20,
  overdue: 1,
  earlier: 2,
  later: 0,
  gained: 0,
  lost: 0,
  relieved: 0,
  matters: [
    {
      caseId: 'YJ1',
      register: 'r',
      kind: 'hotline',
      item: null,
      hall: null,
      overdue: true,
      before: '2026-03-12T09:00:00.000Z',
      after: '2026-03-09T09:00:00.000Z',
    },
  ],
};
const duty: Duty = {
  hall: 'H1',
  timeZone: 'Asia/Shanghai',
  week: { from: '2026-03-09', to: '2026-03-15' },
  gaps: [],
  alerts: {
    days: 14,
    given: 9,
    nobody: { before: 0, after: 3 },
    channels: { before: 0, after: 0 },
    others: 0,
    people: [],
  },
};
const setup: Setup = {
  hall: 'H1',
  timeZone: 'Asia/Shanghai',
  prompts: { days: 14, given: 9, lost: 4 },
  days: [{ day: '2026-03-10', state: 'no-past', queues: [], gaps: [], closed: [] }],
};
const targets: Targets = {
  hall: 'H1',
  changed: [{ queue: 'hz', before: 15, after: 10 }],
  done: 14,
  of: 14,
  warnings: [],
  beyond: [],
  shares: { days: 28, queues: [{ queue: 'hz', before: { within: 90, of: 100 }, after: { within: 70, of: 100 } }] },
};
const CHANGE = { revision: 3, reason: '-' };
const ABOUT = { place: 'H1', change: CHANGE, from: '2026-03-10', queueName: () => '户政' };
const DUTY = { week: { hall: 'H1', days: [{ day: '2026-03-09' }] }, change: { remove: 'x' } };
/** The server tells of a long run line by line. */
const lines = (...all: object[]) => new Response(all.map((one) => `${JSON.stringify(one)}\n`).join(''));

describe('what a change does, before it is saved', () => {
  let server: Server;
  let answer: () => unknown;
  beforeEach(() => {
    answer = () => refusal(503, 'unavailable');
    server = serve(
      Object.fromEntries(
        [
          ...['/v1/clocks/consequences', '/v1/calendars/2026/consequences', '/v1/items/consequences'],
          ...['/v1/duty/consequences', '/v1/halls/H1/setup/consequences', '/v1/halls/H1/setup/consequences/targets'],
        ].map((path) => [`POST ${path}`, () => answer()]),
      ),
    );
  });
  afterEach(() => {
    server.close();
    i18n.global.locale.value = 'zh-CN';
  });
  const settled = async (): Promise<void> => {
    for (let n = 0; n < 4; n += 1) {
      await new Promise((done) => setTimeout(done, 2));
      await flushPromises();
    }
  };
  const shown = async (of: Parameters<typeof mounted>[0], props: object): Promise<Mounted> => {
    const all = await mounted(of, { ...props });
    await settled();
    return all;
  };
  const said = ({ page }: Mounted) =>
    page.findAll('[data-testid="consequence"]').map((one) => one.text().replace(/\s+/g, ' '));
  const asked = () => server.asked.map(({ path, query, body }) => ({ path, from: query.get('from'), body }));

  it('is being worked out, and can be saved without when that fails', async () => {
    let done: (answer: Setup) => void = () => undefined;
    answer = () =>
      new Promise((resolve) => {
        done = resolve;
      });
    const all = await shown(SetupConsequences, ABOUT);
    expect(all.byTestId('consequences').text()).toBe(`${phrase('consequences.title')}${phrase('consequences.asking')}`);
    done(setup);
    await settled();
    expect(all.byTestId('consequences').get('h3').text()).toBe(
      phrase('consequences.titleWeek', { from: '2026-03-10', to: '2026-03-10' }),
    );
    expect(said(all)).toEqual([
      `${phrase('consequences.tone.worse')}${phrase('consequences.prompts', { days: 14, given: 9, n: 4 })}`,
      `${phrase('consequences.tone.note')}${phrase('consequences.noPast', { n: 1 })}`,
    ]);
    expect(asked()).toEqual([{ path: '/v1/halls/H1/setup/consequences', from: '2026-03-10', body: CHANGE }]);
    answer = () => refusal(503, 'unavailable');
    i18n.global.locale.value = 'en';
    const failed = await shown(SetupConsequences, ABOUT);
    expect(failed.byTestId('consequences').text()).toContain('It could not be worked out; you can still save');
  });

  it('says which open matters are due at another time, the first of them by name', async () => {
    answer = () => due;
    const all = await shown(DueConsequences, { items: [], from: '2026-03-10' });
    expect(all.byTestId('consequences').get('h3').text()).toBe(
      phrase('consequences.due.title', { from: '2026-03-10' }),
    );
    expect(said(all)).toEqual([
      `${phrase('consequences.tone.worse')}${phrase('consequences.due.overdue', { n: 1 })}`,
      `${phrase('consequences.tone.worse')}${phrase('consequences.due.earlier', { n: 2 })}`,
      `${phrase('consequences.tone.note')}${phrase('consequences.due.partly', { of: 30, n: 20 })}`,
      expect.stringMatching(
        anyPhrase('consequences.due.matterOverdue', { before: '2026-03-12 17:00', after: '2026-03-09 17:00' }),
      ),
    ]);
  });

  it('asks of clocks, of a calendar and of items each where they belong', async () => {
    answer = () => due;
    await shown(DueConsequences, { items: [], from: '' });
    const year = { year: 2026, days: [] };
    const calendar = await shown(DueConsequences, { calendar: year });
    await shown(DueConsequences, { clocks: { revision: 1 } });
    expect(asked()).toEqual([
      { path: '/v1/items/consequences', from: null, body: { items: [], reason: '-' } },
      { path: '/v1/calendars/2026/consequences', from: null, body: year },
      { path: '/v1/clocks/consequences', from: null, body: { revision: 1, reason: '-' } },
    ]);
    // of a calendar it is days that change, not matters from a day on
    expect(calendar.byTestId('consequences').get('h3').text()).toBe(phrase('consequences.title'));
  });

  it('is asked again a moment after the last stroke, once', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    try {
      answer = () => due;
      const { page } = await mounted(DueConsequences, { items: [], from: '2026-03-10' });
      await jest.advanceTimersByTimeAsync(50);
      for (const from of ['2026-03-11', '2026-03-12']) {
        await page.setProps({ from });
        await jest.advanceTimersByTimeAsync(300);
      }
      expect(asked().map(({ from }) => from)).toEqual(['2026-03-10']);
      await jest.advanceTimersByTimeAsync(800);
      expect(asked().map(({ from }) => from)).toEqual(['2026-03-10', '2026-03-12']);
      page.unmount();
    } finally {
      jest.useRealTimers();
    }
  });

  it('says whom a roster leaves alone; a table with faults is spoken of by saving', async () => {
    answer = () => duty;
    const all = await shown(DutyConsequences, DUTY);
    expect(all.byTestId('consequences').get('h3').text()).toContain(
      phrase('consequences.titleWeek', { from: '2026-03-09', to: '2026-03-15' }),
    );
    expect(said(all)).toEqual([
      `${phrase('consequences.tone.worse')}${phrase('consequences.duty.nobody', { days: 14, given: 9, before: 0, after: 3 })}`,
    ]);
    expect(asked()[0]?.body).toEqual({ hall: 'H1', day: '2026-03-09', change: DUTY.change });
    answer = () => refusal(422, 'invalid-roster');
    expect((await shown(DutyConsequences, DUTY)).byTestId('consequences').exists()).toBe(false);
    answer = () => refusal(503, 'unavailable');
    expect((await shown(DutyConsequences, DUTY)).page.text()).toContain(phrase('consequences.failed'));
    const before = server.asked.length;
    expect((await shown(DutyConsequences, { ...DUTY, change: null })).page.text()).toBe('');
    expect(server.asked).toHaveLength(before);
  });

  it('says of other wait targets what past days say so far, and nothing where no target is another', async () => {
    answer = () => lines({ ...targets, done: 0 }, { ...targets, done: 3 });
    const some = await shown(TargetConsequences, ABOUT);
    expect(said(some)[0]).toBe(
      `${phrase('consequences.tone.note')}${phrase('consequences.target.share', { queue: '户政', days: 28, before: '90%', after: '70%', how: phrase('consequences.target.fewerWithin', { n: 20 }) })}`,
    );
    expect(some.byTestId('target-consequences').text()).toContain(
      phrase('consequences.target.progress', { done: 3, of: 14 }),
    );
    answer = () => lines(targets);
    const whole = await shown(TargetConsequences, ABOUT);
    expect(whole.byTestId('target-consequences').text()).not.toMatch(anyPhrase('consequences.target.progress'));
    expect(said(whole)).toContain(
      `${phrase('consequences.tone.note')}${phrase('consequences.target.sameWarnings', { days: 14 })}`,
    );
    answer = () => lines({ ...targets, changed: [], shares: { days: 28, queues: [] } });
    expect((await shown(TargetConsequences, ABOUT)).page.text()).toBe('');
  });

  it('says where going through past days broke off, instead of taking what there is for the whole', async () => {
    let breaks: () => void = () => undefined;
    const bytes = new TextEncoder().encode(`${JSON.stringify({ ...targets, done: 3 })}\n`);
    answer = () =>
      new Response(
        new ReadableStream({
          start: (stream) => {
            stream.enqueue(bytes);
            breaks = () => {
              stream.error(new Error('the line broke'));
            };
          },
        }),
      );
    const all = await shown(TargetConsequences, ABOUT);
    breaks();
    await settled();
    expect(all.byTestId('target-consequences').text()).toContain(
      phrase('consequences.target.broken', { done: 3, of: 14 }),
    );
    expect(said(all)[0]).toContain('90% → 70%');
    answer = () => refusal(503, 'unavailable');
    const none = await shown(TargetConsequences, ABOUT);
    expect(none.byTestId('target-consequences').text()).toContain(phrase('consequences.failed'));
  });
});
