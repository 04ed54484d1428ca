import type { HallConfig } from '../live';
import { HallState } from '../live';
import type { EventData, EventType, HallEvent } from '@cockpit/contracts';
import type { PredictView, QueueOutlook, WindowOutlook } from './tickets/view';

/** A view with sane defaults for what a test does not speak of. */
export function viewOf(
  parts: { queues: Partial<QueueOutlook>[]; windows: Partial<WindowOutlook>[] } & Partial<
    Omit<PredictView, 'queues' | 'windows'>
  >,
): PredictView {
  return {
    nowMin: 600,
    cv: 0.01,
    crossFactor: 1,
    noShowMin: 0.5,
    noShowChances: new Float64Array(241),
    headStartMin: Infinity,
    outages: { perMin: 0, meanMin: 0 },
    ...parts,
    queues: parts.queues.map((q, i) => ({
      code: `q${String(i)}`,
      waiting: [],
      meanMin: 10,
      items: [],
      arrivals: { perMin: [], slotMin: 30, startMin: 480, spread: 0, priorityShare: 0 },
      ...q,
    })),
    windows: parts.windows.map((w, i) => ({
      id: `w${String(i)}`,
      home: 0,
      skills: w.mask ?? 1n,
      mask: 1n,
      condition: 'free',
      current: 0,
      switchMin: 2,
      freeSinceMin: 590,
      switchingUntilMin: 0,
      serviceMin: 10,
      elapsedMin: 0,
      noShowChance: 0,
      backMin: 600,
      unplanned: false,
      absences: [],
      closesMin: Infinity,
      pace: 1,
      paceSpread: 0,
      currentBias: 0,
      homeBias: 0,
      ...w,
    })),
  };
}

/** So many people who wait, a minute apart, the last one a minute ago. */
export function waiting(count: number, nowMin = 600, meanMin = 10): QueueOutlook['waiting'] {
  return Array.from({ length: count }, (_, i) => ({
    id: `t${String(i)}`,
    issuedMin: nowMin - count + i,
    meanMin,
    priority: 0,
  }));
}

export const DAY_START = Date.UTC(2026, 2, 2, 16);
const at = (minute: number): number => DAY_START + minute * 60_000;

const SMALL_FORECAST: HallConfig['forecast'] = {
  slotMin: 30,
  start: at(510),
  queues: { a: new Array<number>(18).fill(5), b: new Array<number>(18).fill(3) },
  service: { a: { meanMin: 10, cv: 0.6 }, b: { meanMin: 8, cv: 0.6 } },
  noShowRate: 0.06,
};

/** Two queues, four windows open 8:30–17:30; w1, w2 serve `a`, w3 `b`, w4 is closed and could serve both. */
export function smallHall(change: Partial<HallConfig> = {}): HallState {
  const roster = (
    officerId: string,
  ): {
    officerId: string;
    from: number;
    to: number;
    breaks: { kind: 'lunch' | 'break'; from: number; to: number }[];
  }[] => [{ officerId, from: at(510), to: at(1050), breaks: [{ kind: 'lunch', from: at(720), to: at(765) }] }];
  const config: HallConfig = {
    hall: {
      code: 'H',
      name: 'H',
      tier: 'hall',
      timeZone: 'Asia/Shanghai',
      clock: 'wall',
      simulated: true,
      hours: [],
      closures: [],
      waitTargetMin: 15,
      queues: [],
      windows: [],
      terminals: [],
    },
    queues: ['a', 'b'].map((code) => ({ code, name: code, branch: code, waitTargetMin: 15 })),
    windows: [
      ['w1', 'a'],
      ['w2', 'a'],
      ['w3', 'b'],
      ['w4', 'b'],
    ].map(([id = '', queue = '']) => ({
      id,
      number: id,
      kind: 'specialised',
      queues: [queue],
      homeQueue: queue,
      switchMin: 2,
      roster: roster(`o-${id}`),
    })),
    officers: [
      ['o-w1', 'a'],
      ['o-w2', 'a', 'b'],
      ['o-w3', 'b'],
      ['o-w4', 'b', 'a'],
    ].map(([id = '', ...skills]) => ({ id, name: id, skills, homeQueue: skills[0] ?? null, authorisations: [] })),
    items: [
      { code: 'a1', name: 'a1', queue: 'a', meanServiceMin: 6, share: 0.5, selfService: true, mobile: false },
      { code: 'a2', name: 'a2', queue: 'a', meanServiceMin: 14, share: 0.5, selfService: false, mobile: false },
      { code: 'b1', name: 'b1', queue: 'b', meanServiceMin: 8, share: 1, selfService: false, mobile: false },
    ],
    day: '2026-03-03',
    dayStart: DAY_START,
    open: [{ from: at(510), to: at(1050) }],
    forecast: SMALL_FORECAST,
    ...change,
  };
  return new HallState(config);
}

/** Events of one time are taken in the order of their ids, which must be that of their making. */
let count = 0;
/** Applies one event of hall H at a minute of the day and moves the clock there. */
export function happen<T extends EventType>(
  state: HallState,
  minute: number,
  type: T,
  data: Omit<EventData[T], 'hallId'>,
): void {
  count += 1;
  // The pair (type, data) is kept together by the signature; the union of all events cannot express that.
  state.apply({
    id: `e${String(count).padStart(6, '0')}`,
    type,
    time: at(minute),
    data: { hallId: 'H', ...data },
  } as unknown as HallEvent);
  state.advance(at(minute));
}

/** The small hall at 9:50 with w1–w3 at work and so many people waiting for `a` and `b`. */
export function busyHall(
  waitingA: number,
  waitingB: number,
  forecast: Partial<HallConfig['forecast']> = {},
): HallState {
  const state = smallHall({ forecast: { ...SMALL_FORECAST, ...forecast } });
  for (const id of ['w1', 'w2', 'w3'])
    happen(state, 510, 'hall.window.opened', { windowId: id, officerId: `o-${id}`, queues: [id === 'w3' ? 'b' : 'a'] });
  const issue = (minute: number, id: string, queue: string, item: string): void => {
    happen(state, minute, 'hall.ticket.issued', { ticketId: id, number: id, queue, item, channel: 'walk-in' });
  };
  const serve = (minute: number, id: string, windowId: string): void => {
    happen(state, minute, 'hall.ticket.called', { ticketId: id, windowId, officerId: `o-${windowId}` });
    happen(state, minute, 'hall.ticket.started', { ticketId: id, windowId, officerId: `o-${windowId}` });
  };
  [
    ['s1', 'a', 'w1'],
    ['s2', 'a', 'w2'],
    ['s3', 'b', 'w3'],
  ].forEach(([id = '', queue = '', windowId = ''], i) => {
    issue(580 + i, id, queue, queue === 'a' ? 'a2' : 'b1');
    serve(584 + i, id, windowId);
  });
  for (let i = 0; i < waitingA; i++) issue(587 + i * 0.01, `a${String(i)}`, 'a', i % 2 === 0 ? 'a1' : 'a2');
  for (let i = 0; i < waitingB; i++) issue(588 + i * 0.01, `b${String(i)}`, 'b', 'b1');
  state.advance(at(590));
  return state;
}
