import type { LoggedEvent } from '@cockpit/contracts';
import type { HallConfig } from '@cockpit/domain';
import { liveHall, NO_ESTIMATES, NO_SECTIONS, waitingIn } from '@cockpit/live';
import { DayReplay } from './day-replay';

const MINUTE_MS = 60_000;
const dayStart = Date.parse('2026-03-02T00:00:00+08:00');
const at = (minute: number): number => dayStart + (510 + minute) * MINUTE_MS;
const queue = (code: string) => ({ code, name: code, branch: code, waitTargetMin: 15 });
const config: HallConfig = {
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
  queues: [queue('a'), queue('board')],
  windows: [],
  officers: [],
  items: [],
  day: '2026-03-02',
  dayStart,
  open: [{ from: at(0), to: at(540) }],
  forecast: { slotMin: 30, start: at(0), queues: {}, service: {}, noShowRate: 0 },
};
const logged = (type: string, minute: number, data: object): LoggedEvent =>
  ({
    id: `${type}-${JSON.stringify(data)}-${String(minute)}`,
    type,
    time: at(minute),
    receivedAt: at(minute),
    sourceName: 'tickets',
    data: { hallId: 'H01', ...data },
  }) as unknown as LoggedEvent;
/** One comes every three minutes and is called after twenty; the other queue is known by its board alone. */
const events = Array.from({ length: 60 }, (_, n) => [
  logged('hall.ticket.issued', 3 * n, { ticketId: `t${String(n)}`, number: String(n), queue: 'a', channel: 'walk-in' }),
  logged('hall.ticket.called', 3 * n + 20, { ticketId: `t${String(n)}`, windowId: 'w1' }),
  logged('hall.queue.observed', 3 * n, { queue: 'board', waiting: n % 7, lastCalled: String(n) }),
]).flat();

describe('a walk through a day', () => {
  const replay = new DayReplay(config, events);

  it('counts those waiting as the wall shows them, at every step', () => {
    const counted: { at: number; n: number }[] = [];
    for (const one of replay.through(5 * MINUTE_MS)) counted.push({ at: one.at, n: waitingIn(one.state) });
    const shown = counted.map((one) => {
      const view = { estimates: NO_ESTIMATES, sections: NO_SECTIONS, wallNow: one.at, pulseAt: one.at };
      return { at: one.at, n: liveHall({ state: replay.to(one.at), ...view }).kpis.waiting };
    });
    expect(counted).toEqual(shown);
    expect(counted[0]?.at).toBe(at(0));
    expect(counted.at(-1)?.at).toBe(at(195));
    expect(Math.max(...counted.map(({ n }) => n))).toBeGreaterThan(8);
  });

  it('leaves the moment that others are shown alone', () => {
    const state = replay.to(at(100));
    const walk = replay.through(5 * MINUTE_MS);
    walk.next();
    walk.next();
    expect(replay.to(at(100))).toBe(state);
    expect(state.now).toBe(at(100));
  });
});
