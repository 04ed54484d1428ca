import { benchHall, benchNames, HallState, makeDay, STANDARD } from '@cockpit/domain';
import type { IssuedPlan } from './plan-effect';
import { Replans } from './replans';
import type { Remade } from './plan-store';

const DRAWN = makeDay(STANDARD, 1_001);
const NAMES = benchNames(DRAWN);
const BARE = benchHall(DRAWN, NAMES);
const at = (minute: number): number => NAMES.opening + minute * 60_000;
const SHIFT = { officerId: 'o', from: at(0), to: at(540), breaks: [] };
const CONFIG = { ...BARE, windows: BARE.windows.map((window) => ({ ...window, roster: [SHIFT] })) };
const iso = (minute: number): string => new Date(at(minute)).toISOString();
const PLAN: IssuedPlan = {
  hall: CONFIG.hall.code,
  day: CONFIG.day,
  madeAt: iso(0),
  violations: [],
  forced: [],
  presence: [],
  links: [],
  absences: [],
  openings: [],
  guides: [],
  worth: null,
  worthUnknown: null,
  issued: { by: '王', at: iso(0) },
};

function worker(remade: Remade[] = []) {
  const [jobs, ended]: [object[], object[]] = [[], []];
  const store = {
    remade: () => Promise.resolve(remade),
    end: (key: object, how: object) => Promise.resolve(void ended.push({ ...key, ...how })),
  };
  const queues = { add: (_: unknown, job: object) => Promise.resolve(void jobs.push(job)) };
  return { jobs, ended, replans: new Replans(store as never, queues as never) };
}

/** Everybody is at their windows, and one pauses for no break at minute 20. */
function hall(minute: number): HallState {
  const state = new HallState(CONFIG);
  for (const { id } of CONFIG.windows)
    state.apply({ id: `o${id}`, time: at(0), type: 'hall.window.opened', data: { hallId: 'bench', windowId: id } });
  const [first] = CONFIG.windows;
  if (minute >= 20 && first !== undefined)
    state.apply({
      id: 'away',
      time: at(20),
      type: 'hall.window.paused' as const,
      data: { hallId: 'bench', windowId: first.id, reason: 'other' },
    });
  state.advance(at(minute));
  return state;
}
const look = (replans: Replans, minute: number): Promise<void> =>
  replans.minute({} as never, hall(minute), PLAN, at(minute));

describe('looking whether a day is to be planned anew', () => {
  it('hands it over once, when an officer has been away long enough', async () => {
    const { jobs, replans } = worker();
    for (let minute = 18; minute < 60; minute += 1) await look(replans, minute);
    expect(jobs).toEqual([
      {
        hall: CONFIG.hall.code,
        day: CONFIG.day,
        minute: at(35),
        replan: { code: 'officer-away', number: CONFIG.windows[0]?.number },
      },
    ]);
  });

  it('not while one waits, nor the fourth time; one that nobody answered is offered no longer after its time', async () => {
    const waiting = { madeAt: iso(30), until: iso(40), waits: true };
    const one = worker([waiting]);
    for (const minute of [35, 39]) await look(one.replans, minute);
    expect([one.jobs, one.ended]).toEqual([[], []]);
    await look(one.replans, 40);
    expect(one.ended).toEqual([
      { hall: CONFIG.hall.code, day: CONFIG.day, madeAt: iso(30), how: 'lapsed', by: null, at: iso(40) },
    ]);
    const over = [1, 2, 3].map((n) => ({ madeAt: iso(n), until: iso(n + 10), waits: false }));
    const full = worker(over);
    for (const minute of [35, 50]) await look(full.replans, minute);
    expect(full.jobs).toEqual([]);
  });
});
