import type { HallPlan, PlanAsk } from '@cockpit/contracts';
import {
  benchHall,
  benchNames,
  HallState,
  makeDay,
  planHallDay,
  REPLAN,
  WITH_RESERVE,
  type HallConfig,
} from '@cockpit/domain';
import { askedBy, type AskedHall } from './asked';
import { paramsOf } from '../params-of';
import { wholePlan } from './make-plan';
import { planDifferences } from './plan-differences';
import { planAnew, remakePlan } from './remake-plan';

const MINUTE = 60_000;
const REASON = { code: 'forecast-missed', number: null } as const;

function hallOf(number: number) {
  const day = makeDay(WITH_RESERVE, number);
  const names = benchNames(day);
  const config = benchHall(day, names);
  return {
    names,
    config,
    plan: { ...wholePlan(config, planHallDay(config, paramsOf(config))), worth: null, worthUnknown: null },
  };
}
const at = (config: HallConfig, minute: number): number => config.forecast.start + minute * MINUTE;
/** Everybody at their windows but for breaks that begin as planned, which every fifth window does not take, and so many more have come in the last hour than were foreseen. */
function crowded(
  config: HallConfig,
  plan: HallPlan,
  minute: number,
  surplus: number,
  away: readonly string[] = [],
): HallState {
  const state = new HallState(config);
  for (const { id, kind } of config.windows)
    if (kind !== 'reserve')
      state.apply({
        id: `o${id}`,
        time: at(config, 0),
        type: 'hall.window.opened',
        data: { hallId: 'bench', windowId: id },
      });
  const taking = new Set(config.windows.filter((_, w) => w % 5 !== 0).map(({ id }) => id));
  for (const { windowId, kind, from, until } of plan.absences) {
    if (!taking.has(windowId)) continue;
    const data = { hallId: 'bench', windowId };
    const taken = { id: `b${windowId}${from}`, time: Date.parse(from), data: { ...data, reason: kind } };
    if (taken.time <= at(config, minute)) state.apply({ ...taken, type: 'hall.window.paused' });
    if (Date.parse(until) <= at(config, minute))
      state.apply({ id: `r${taken.id}`, time: Date.parse(until), type: 'hall.window.resumed', data });
  }
  for (const { code } of config.queues)
    for (let n = 0; n < surplus; n += 1)
      state.apply({
        id: `${code}${String(n)}`,
        time: at(config, minute - 60 + (60 * n) / surplus),
        type: 'hall.ticket.issued',
        data: {
          hallId: 'bench',
          ticketId: `${code}${String(n)}`,
          number: `A${String(n)}`,
          queue: code,
          channel: 'walk-in',
        },
      });
  for (const id of away)
    state.apply({
      id: `p${id}`,
      time: at(config, minute - 20),
      type: 'hall.window.paused',
      data: { hallId: 'bench', windowId: id, reason: 'other' },
    });
  state.advance(at(config, minute));
  return state;
}
const issued = (plan: HallPlan, asked: HallPlan['asked'] = {}): HallPlan => ({
  ...plan,
  adopted: { by: '王', at: plan.madeAt },
  issued: { by: '王', at: plan.madeAt },
  asked,
});
const hallAsked = (config: HallConfig): AskedHall => ({
  serves: (id) => config.windows.find((window) => window.id === id)?.queues ?? [],
  queueName: (code) => code,
  closesAt: config.open.at(-1)?.to ?? 0,
});
const answered = (asked: Record<string, PlanAsk>, said: 'received' | 'cannot' | null) =>
  Object.fromEntries(Object.entries(asked).map(([id, ask]) => [id, { ...ask, said, sentAt: null }]));

const { config: CONFIG, plan: PLAN } = hallOf(1_001);

describe('the rest of a day that is planned anew', () => {
  it('changes nothing within twenty minutes of whenever it is accepted, and is the same each time', () => {
    let changed = 0;
    for (const [number, minute, surplus] of [
      ...([
        [1_001, 95, 40],
        [1_002, 150, 60],
        [1_004, 275, 70],
      ] as const),
    ]) {
      const { config, plan } = hallOf(number);
      const state = crowded(
        config,
        plan,
        minute,
        surplus,
        config.windows.slice(0, 2).map(({ id }) => id),
      );
      const next = planAnew(state, issued(plan), REASON)?.plan;
      if (number === 1_001) expect(planAnew(state, issued(plan), REASON)?.plan).toEqual(next);
      if (next === undefined) continue;
      const { until, changes } = next.replan;
      expect(Date.parse(until)).toBe(Date.parse(next.madeAt) + REPLAN.openMin * MINUTE);
      expect(changes).toEqual(planDifferences(plan, next, state.now));
      const soonest = Date.parse(until) + REPLAN.noticeMin * MINUTE;
      for (const { from, was } of changes)
        for (const time of [from, was]) if (time !== null) expect(Date.parse(time)).toBeGreaterThanOrEqual(soonest);
      changed += changes.length;
      const opened = next.openings.reduce((sum, one) => sum + Date.parse(one.until) - Date.parse(one.from), 0);
      expect(opened).toBeLessThanOrEqual(180 * MINUTE);
    }
    expect(changed).toBeGreaterThan(0);
  });

  it('opens another window in the place of a reserve that was refused, and not that one', () => {
    const [first] = CONFIG.windows.filter(({ kind }) => kind === 'reserve');
    if (first === undefined) throw new Error('no reserve');
    const iso = (minute: number): string => new Date(at(CONFIG, minute)).toISOString();
    const refusing = { windowId: first.id, number: first.number, from: iso(150), until: iso(195) };
    const plan = { ...PLAN, openings: [refusing] };
    const ask: PlanAsk = {
      windowId: refusing.windowId,
      number: refusing.number,
      by: '王',
      at: PLAN.madeAt,
      reason: '没有人',
      changes: [{ kind: 'open', from: refusing.from, until: refusing.until }],
      said: 'cannot',
    };
    const kept = issued(plan, { [ask.windowId]: ask });
    const next = remakePlan(crowded(CONFIG, PLAN, 95, 150), kept, { code: 'reserve-refused', number: refusing.number });
    expect(next?.replan?.changes).toContainEqual(
      expect.objectContaining({ how: 'dropped', kind: 'open', number: refusing.number }),
    );
    expect(next?.openings.some(({ windowId }) => windowId === refusing.windowId)).toBe(false);
    expect(next?.openings.length).toBeGreaterThan(0);
    expect(next?.replan?.refusing).toEqual([refusing.windowId]);
  });

  it('asks officers of what changes only, whatever they have said to the plan before', () => {
    const first = askedBy(PLAN, null, Date.parse(PLAN.madeAt), hallAsked(CONFIG));
    const state = crowded(CONFIG, PLAN, 95, 60);
    for (const said of ['received', 'cannot', null] as const) {
      const before = issued(PLAN, answered(first, said === 'cannot' ? 'received' : said));
      const next = planAnew(state, before, REASON)?.plan;
      if (next === undefined) throw new Error('nothing changes');
      const changing = new Set(next.replan.changes.map(({ number }) => number));
      const kept = { ...before, asked: answered(first, said) };
      const asked = askedBy(next, kept, state.now, hallAsked(CONFIG));
      const again = Object.values(asked).filter((ask) => ask.said === null && ask.sentAt === undefined);
      expect(again.every(({ number }) => changing.has(number))).toBe(true);
      // all that the plan orders on is still known to whoever carries it out
      for (const { windowId, until } of next.openings) {
        const own = asked[windowId];
        const opens = [...(own?.known ?? []), ...(own?.changes ?? [])].filter(({ kind }) => kind === 'open');
        expect(opens.map((one) => one.until)).toContain(until);
      }
    }
  });

  it('is none where nothing is better otherwise', () => {
    expect(remakePlan(crowded(CONFIG, PLAN, 500, 1), issued(PLAN), REASON)).toBeNull();
  });
});
