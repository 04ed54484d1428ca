import type { HallEvent } from '@cockpit/contracts';
import type { HallConfig } from './config';
import type { HallState } from './state';

export const DAY_START = Date.parse('2026-03-02T00:00:00+08:00');

/** 08:30 hall time plus minutes. */
export const at = (minute: number): number => DAY_START + (510 + minute) * 60_000;

/** A hall with two queues and three windows. */
export function smallHall(change: Partial<HallConfig> = {}): HallConfig {
  const queue = (code: string): HallConfig['queues'][number] => ({ code, name: code, branch: code, waitTargetMin: 15 });
  const window = (id: string, queues: string[]): HallConfig['windows'][number] => ({
    id,
    number: id.slice(1),
    kind: 'specialised',
    queues,
    homeQueue: queues[0] ?? '',
    switchMin: 2,
    roster: [],
  });
  return {
    hall: {
      code: 'H01',
      name: '测试大厅',
      tier: 'hall',
      timeZone: 'Asia/Shanghai',
      clock: 'feed',
      simulated: false,
      hours: [],
      closures: [],
      waitTargetMin: 15,
      queues: [],
      windows: [],
      terminals: [],
    },
    queues: [queue('a'), queue('b')],
    windows: [window('w1', ['a']), window('w2', ['b']), window('w3', ['b', 'a'])],
    officers: [],
    items: [],
    day: '2026-03-02',
    dayStart: DAY_START,
    open: [{ from: at(0), to: at(540) }],
    forecast: {
      slotMin: 30,
      start: at(0),
      queues: { a: [], b: [] },
      service: { a: { meanMin: 8, cv: 0.6 }, b: { meanMin: 8, cv: 0.6 } },
      noShowRate: 0.06,
    },
    ...change,
  };
}

let serial = 0;

/** A contract event with its own id. */
export function event<T extends HallEvent['type']>(
  type: T,
  minute: number,
  data: Omit<Extract<HallEvent, { type: T }>['data'], 'hallId'>,
  id = `e${String(++serial)}`,
): HallEvent {
  return { id, type, time: at(minute), data: { hallId: 'H01', ...data } } as unknown as HallEvent;
}

/** All derived values that others read, as one comparable value. */
export function digest(state: HallState): unknown {
  return {
    now: state.now,
    queues: [...state.queues.values()]
      .filter((q) => q.config !== null || q.issued > 0)
      .map((q) => ({
        code: q.code,
        waiting: q.waiting,
        arrivals: q.arrivals(),
        issued: q.issued,
        called: q.called,
        served: q.served,
        noShows: q.noShows,
        cancelled: q.cancelled,
        guided: q.guided,
        service: [...q.service].sort(),
        observed: q.observed.latest,
        back: q.observed.backwards(),
      }))
      .sort((x, y) => (x.code < y.code ? -1 : 1)),
    windows: [...state.windows.values()]
      .map((w) => ({
        id: w.windowId,
        state: w.state,
        since: w.stateSince,
        reason: w.reason,
        ticketId: w.ticketId,
        queues: w.servingQueues,
        breaks: w.breaks,
        system: w.currentSystem,
        switched: w.lastSwitchAt,
        assigned: w.assignedAt,
        officer: w.officerId,
      }))
      .sort((x, y) => (x.id < y.id ? -1 : 1)),
    carriedOut: [...state.carriedOut].sort(),
    bookings: state.bookings.rows(),
    terminals: [...state.terminals.values()]
      .map(({ terminalId, heartbeatAt, faultSince, faultCode, uses }) => ({
        id: terminalId,
        heartbeatAt,
        faultSince,
        faultCode,
        uses: uses.map(({ at: usedAt, item, seconds, outcome }) => ({ usedAt, item, seconds, outcome })),
      }))
      // a terminal whose events were all withdrawn counts as unknown
      .filter(({ heartbeatAt, faultSince, uses }) => heartbeatAt !== null || faultSince !== null || uses.length > 0)
      .sort((x, y) => (x.id < y.id ? -1 : 1)),
  };
}
