import type { HallPlan } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import PlanAbsences from './PlanAbsences.vue';
import PlanGantt from './PlanGantt.vue';
import PlanLists from './PlanLists.vue';

const at = (time: string): string => `2026-10-26T${time}:00+08:00`;
const absence = (windowId: string, from: string, rosteredFrom: string | null) => ({
  windowId,
  number: windowId.slice(1),
  officerId: windowId,
  kind: 'break' as const,
  from: at(from),
  until: at(`${from.slice(0, 3)}50`),
  rosteredFrom: rosteredFrom && at(rosteredFrom),
});
const plan = {
  madeAt: at('09:00'),
  links: [],
  openings: [],
  guides: [],
  forced: [],
  absences: [absence('w1', '10:00', '11:00'), absence('w2', '10:30', null), absence('w3', '11:00', '09:30')],
  presence: [
    {
      queue: 'a',
      slots: [
        { from: at('10:00'), there: 3, needed: 2 },
        { from: at('11:00'), there: 3, needed: 5 },
      ],
    },
  ],
} as unknown as HallPlan;
const names: Record<string, string> = { a: '户政', b: '交管' };
const homes: Record<string, string> = { w1: 'a', w2: 'a', w3: 'b' };
const props = {
  plan,
  timeZone: 'Asia/Shanghai',
  queueName: (code: string) => names[code] ?? code,
  homeOf: (id: string) => homes[id],
};
const isPhone = (phone: boolean): void => {
  window.matchMedia = ((query: string) => ({
    matches: phone,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as never;
};

describe('lunches and breaks of a plan', () => {
  const before = Object.getOwnPropertyDescriptor(window, 'matchMedia');
  afterEach(() => {
    if (before === undefined) Reflect.deleteProperty(window, 'matchMedia');
    else Object.defineProperty(window, 'matchMedia', before);
  });

  it('stand by zone with how many were moved; what is as rostered waits to be asked for, and nothing is left off paper', async () => {
    isPhone(false);
    const { page } = await mounted(PlanAbsences, props);
    const folds = page.findAll('[data-testid="fold"]');
    expect(folds.map((fold) => [fold.text(), fold.attributes('aria-expanded')])).toEqual([
      [`户政${phrase('plan.changed', { of: 2, n: 1 })}`, 'true'],
      [phrase('plan.unchanged', { n: 1 }), 'false'],
      [`交管${phrase('plan.changed', { of: 1, n: 1 })}`, 'true'],
    ]);
    const rows = page.findAll('[data-testid="plan-absence"]').map((row) => row.text());
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain(
      `11:00 ${phrase('plan.spare.short', { n: 3 })}，10:00 ${phrase('plan.spare.spare', { n: 1 })}`,
    );
    expect(rows[0]).not.toContain(phrase('plan.whyApart'));
    await folds[1]?.trigger('click');
    expect(folds[1]?.attributes('aria-expanded')).toBe('true');
  });

  it('stand window by window with who sits there, so that each finds the own ones', async () => {
    const mixed = { ...plan, absences: [absence('w2', '09:00', '12:00'), absence('w1', '10:00', '11:00')] };
    const { page } = await mounted(PlanAbsences, { ...props, plan: mixed, officerOf: (id: string) => `员${id}` });
    expect(page.findAll('[data-testid="plan-absence"] th').map((cell) => cell.text())).toEqual([
      `${phrase('window.name', { number: 1 })} 员w1`,
      `${phrase('window.name', { number: 2 })} 员w2`,
    ]);
  });

  it('make no reason of a time that is no better than the one that was rostered', async () => {
    isPhone(false);
    const later = { ...plan, absences: [absence('w1', '11:00', '10:00'), absence('w2', '10:20', '10:00')] };
    const { page } = await mounted(PlanAbsences, { ...props, plan: later });
    const why = page.findAll('td.col-why').map((cell) => cell.text());
    expect(why).toEqual([phrase('plan.whyApart'), phrase('plan.whyApart')]);
  });

  it('are drawn with the time it is, while that is within what is drawn', async () => {
    isPhone(false);
    const drawnAt = async (now: number | null) => {
      const { page } = await mounted(PlanGantt, { ...props, now });
      return page.findAll('[data-testid="gantt-now"]').map((one) => one.text());
    };
    expect(await drawnAt(Date.parse(at('10:30')))).toEqual([phrase('plan.now', { time: '10:30' })]);
    expect(await drawnAt(Date.parse(at('20:00')))).toEqual([]);
    expect(await drawnAt(null)).toEqual([]);
  });

  it('have every hour told, also the one beside now', async () => {
    isPhone(false);
    const { page } = await mounted(PlanGantt, { ...props, now: Date.parse(at('10:50')) });
    const hours = page.findAll('.hour:not(.now-time)');
    const told = hours.map((one) => one.text());
    const first = Number(told[0]?.slice(0, 2));
    expect(told).toEqual(told.map((_, i) => `${String(first + i).padStart(2, '0')}:00`));
    expect(told).toContain('11:00');
    expect(page.get('[data-testid="gantt-now"]').text()).toContain('10:50');
  });

  it('can be drawn along only while they are ahead', async () => {
    isPhone(false);
    const [first, second, third] = plan.absences;
    const had = { ...plan, absences: [first, second, { ...third, over: true }] };
    const { page } = await mounted(PlanGantt, { ...props, plan: had, movableFrom: Date.parse(at('10:15')) });
    // of three the first is past and the third has been taken before its time
    expect(page.findAll('.grip').map((grip) => grip.attributes('title'))).toEqual([
      `${phrase('plan.bar.break')} 10:30–10:50`,
    ]);
    expect(page.findAll('.bar.is-break')).toHaveLength(3);
  });

  it('are named once, with zones and without', async () => {
    isPhone(false);
    for (const homeOf of [props.homeOf, undefined]) {
      const { page } = await mounted(PlanLists, { ...props, homeOf });
      expect(page.text().split(phrase('plan.absences'))).toHaveLength(2);
    }
  });

  it('are closed on a phone until a zone is tapped, and so are its windows in the drawing', async () => {
    isPhone(true);
    const { page } = await mounted(PlanAbsences, props);
    expect(page.findAll('[data-testid="fold"]').map((fold) => fold.attributes('aria-expanded'))).toEqual([
      ...['false', 'false', 'false'],
    ]);
    const { byTestId } = await mounted(PlanGantt, props);
    expect([byTestId('gantt-w1').classes('shut'), byTestId('gantt-w3').classes('shut')]).toEqual([true, true]);
    await byTestId('gantt-zone-a').trigger('click');
    expect([byTestId('gantt-w1').classes('shut'), byTestId('gantt-w3').classes('shut')]).toEqual([false, true]);
  });
});
