import { unplanned, type HallPlan } from '@cockpit/contracts';
import { benchHall, benchNames, HallState, makeDay, planHallNow, STANDARD } from '@cockpit/domain';
import { paramsOf } from '../params-of';
import { aheadOf } from './kept-plan';
import { makePlan } from './make-plan';

const DAY = makeDay(STANDARD, 1_001);
const NAMES = benchNames(DAY);
const CONFIG = benchHall(DAY, NAMES);
const UNFORESEEN = { ...CONFIG, forecast: { ...CONFIG.forecast, queues: {} } };
const PLAN = makePlan(CONFIG, null);
const at = (minute: number): number => NAMES.opening + minute * 60_000;

/** Everybody at their windows from the doors opening on. */
function hall(minute: number, config = CONFIG): HallState {
  const state = new HallState(config);
  for (const [w] of config.officers.entries())
    state.apply({
      id: `o${String(w)}`,
      time: at(0),
      type: 'hall.window.opened',
      data: { hallId: 'bench', windowId: NAMES.window(w) },
    });
  state.advance(at(minute));
  return state;
}

describe('a plan of a hall of which nothing lets foresee who comes', () => {
  it('moves nobody and says why, before opening and in the middle of the day', () => {
    expect(PLAN.absences.length).toBeGreaterThan(0);
    expect(unplanned(PLAN)).toBeNull();
    for (const plan of [makePlan(UNFORESEEN, null), makePlan(UNFORESEEN, hall(90, UNFORESEEN))]) {
      expect(unplanned(plan)).toBe('plan.no-history');
      expect([plan.absences, plan.links, plan.openings, plan.guides, plan.presence]).toEqual([[], [], [], [], []]);
    }
    expect(makePlan(UNFORESEEN, hall(90, UNFORESEEN)).madeAt).toBe(new Date(at(90)).toISOString());
  });

  it('is the same on a day on which the doors stay shut', () => {
    expect(unplanned(makePlan({ ...CONFIG, open: [] }, null))).toBe('plan.not-open');
  });
});

describe('a plan of a hall in which one officer alone is there', () => {
  it('is made, breaks no rule, links nobody and still sends the officer to lunch', () => {
    const alone = { ...CONFIG, windows: CONFIG.windows.slice(0, 1), officers: CONFIG.officers.slice(0, 1) };
    const plan = makePlan(alone, null);
    expect(plan.violations).toEqual([]);
    const known = new Set(alone.windows.map(({ id }) => id));
    for (const { windowId } of [...plan.absences, ...plan.links, ...plan.openings]) expect(known).toContain(windowId);
    expect(plan.absences.map(({ kind }) => kind)).toContain('lunch');
    expect(plan.openings).toEqual([]);
  });
});

describe('the absences of a plan that can still be moved', () => {
  const ahead = (state: HallState): ReadonlySet<HallPlan['absences'][number]> =>
    aheadOf(PLAN, CONFIG, planHallNow(CONFIG, state, paramsOf(CONFIG)));
  const ofFirst = PLAN.absences.filter(({ windowId }) => windowId === NAMES.window(0));

  it('are those whose time is not past', () => {
    const [noon] = [at(240)];
    const still = ahead(hall(240));
    for (const one of PLAN.absences)
      expect([one.windowId, still.has(one)]).toEqual([one.windowId, Date.parse(one.from) > noon]);
  });

  it('are not those an officer has had before their time', () => {
    const state = hall(2);
    const data = { hallId: 'bench', windowId: NAMES.window(0) };
    state.apply({ id: 'p', time: at(3), type: 'hall.window.paused', data: { ...data, reason: 'lunch' } });
    state.apply({ id: 'r', time: at(20), type: 'hall.window.resumed', data });
    state.advance(at(21));
    const still = ahead(state);
    expect(ofFirst.map(({ kind }) => kind).sort()).toEqual(['break', 'break', 'lunch']);
    expect(ofFirst.filter((one) => still.has(one)).map(({ kind }) => kind)).toEqual(['break', 'break']);
    expect(still.size).toBe(PLAN.absences.length - 1);
  });
});
