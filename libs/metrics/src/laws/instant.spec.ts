import type { LiveHall, NetworkPulse } from '@cockpit/contracts';
import { HallState, type HallConfig, type LiveEvent } from '@cockpit/domain';
import { NO_ESTIMATES, NO_SECTIONS, liveHall } from '@cockpit/live';
import { instantLaws, type HallViews } from './instant';

const dayStart = Date.parse('2026-03-02T00:00:00+08:00');
const at = (minute: number): number => dayStart + (510 + minute) * 60_000;
const WALL = Date.parse('2026-11-20T10:00:00Z');
const config: HallConfig = {
  hall: {
    code: 'H1',
    name: '大厅',
    tier: 'hall',
    timeZone: 'Asia/Shanghai',
    clock: 'feed',
    primarySource: 'tickets',
    simulated: false,
    hours: [],
    closures: [],
    waitTargetMin: 15,
    queues: [],
    windows: [],
    terminals: [],
  },
  queues: [{ code: 'a', name: '户政', branch: 'a', waitTargetMin: 10 }],
  windows: [{ id: 'w1', number: '1', kind: 'specialised', queues: ['a'], homeQueue: 'a', switchMin: 2, roster: [] }],
  officers: [],
  items: [],
  day: '2026-03-02',
  dayStart,
  open: [{ from: at(0), to: at(540) }],
  forecast: { slotMin: 30, start: at(0), queues: {}, service: {}, noShowRate: 0 },
};
const event = (type: string, minute: number, data: object): LiveEvent =>
  ({
    id: `${type} ${JSON.stringify(data)}`,
    type,
    time: at(minute),
    sourceName: 'tickets',
    receivedAt: WALL,
    data: { hallId: 'H1', ...data },
  }) as unknown as LiveEvent;
const EVENTS = [
  ...['t1', 't2', 't3'].map((ticketId) =>
    event('hall.ticket.issued', 0, { ticketId, number: ticketId, queue: 'a', channel: 'walk-in' }),
  ),
  event('hall.window.opened', 1, { windowId: 'w1' }),
  event('hall.ticket.called', 20, { ticketId: 't1', windowId: 'w1' }),
];

function said(events = EVENTS): HallViews {
  const desk = new HallState(config);
  for (const one of events) desk.apply(one);
  const estimates = { ...NO_ESTIMATES, newcomer: new Map([['a', { p50Sec: 700, p80Sec: 900, p90Sec: 990 }]]) };
  const wall = liveHall({
    state: desk,
    estimates,
    sections: NO_SECTIONS,
    wallNow: WALL,
    pulseAt: WALL,
  });
  return { hall: 'H1', wall, map: pulse(wall), desk, metric: { waiting: 2, storedAt: at(20) } };
}
const pulse = ({ now, at: taken }: LiveHall): NetworkPulse => ({
  now,
  at: taken,
  open: true,
  feed: 'live',
  ageSec: 0,
  level: 'overloaded',
  waiting: 2,
  longestWaitSec: 1200,
  issued: 3,
  served: 0,
  openWindows: 1,
  windows: 1,
  waitSec: 700,
  warnings: { yellow: 0, red: 0 },
  prompts: 0,
});
const broken = (one: HallViews): (string | null)[] =>
  instantLaws(one)
    .filter(({ state }) => state === 'broken')
    .map(({ of }) => of);
const excused = (one: HallViews): (string | null)[] =>
  instantLaws(one)
    .filter(({ state }) => state === 'cannot-hold')
    .map(({ of }) => of);

describe('what each place says of one instant', () => {
  it('holds where wall, map, desk and metric agree', () => {
    const found = instantLaws(said());
    expect(found.map(({ of }) => of)).toEqual([
      'window-level',
      'waiting',
      'open-windows',
      'level',
      'wait',
      'desk-waiting',
      'desk-open-windows',
      'metric-waiting',
    ]);
    expect(found.every(({ state }) => state === 'holds')).toBe(true);
  });

  it.each([
    ['waiting', { waiting: 3 }],
    ['open-windows', { openWindows: 2 }],
    ['level', { level: 'busy' }],
    ['level', { level: 'unknown' }],
    ['wait', { waitSec: 640 }],
    ['wait', { waitSec: null }],
  ] as const)('is broken where the map says another %s: %j', (of, change) => {
    const one = said();
    if (one.map === null) throw new Error('there is a map');
    expect(broken({ ...one, map: { ...one.map, ...change } })).toEqual([of]);
    expect(excused({ ...one, map: { ...one.map, ...change, at: new Date(WALL + 1).toISOString() } })).toEqual([of]);
  });

  it('is broken where the desk counts others than the wall, and not compared while one of them has heard more', () => {
    const one = said();
    const silent = said([
      ...EVENTS.filter((_, i) => i !== 2),
      event('hall.terminal.heartbeat', 20, { terminalId: 'm1' }),
    ]);
    expect(broken({ ...one, desk: silent.desk, metric: silent.metric }).sort()).toEqual([
      'desk-waiting',
      'metric-waiting',
    ]);
    const further = said([...EVENTS, event('hall.ticket.cancelled', 21, { ticketId: 't2', reason: 'left' })]);
    expect([broken({ ...one, desk: further.desk }), excused({ ...one, desk: further.desk })]).toEqual([
      [],
      ['desk-waiting', 'metric-waiting'],
    ]);
  });

  it('is broken where the metric counts others than the desk although everything is stored', () => {
    expect(broken({ ...said(), metric: { waiting: 1, storedAt: at(20) } })).toEqual(['metric-waiting']);
    expect(excused({ ...said(), metric: { waiting: 1, storedAt: at(19) } })).toEqual(['metric-waiting']);
  });

  it('is broken where a window is shown worse than every queue', () => {
    const one = said();
    const [queue] = one.wall.queues;
    if (queue === undefined || one.map === null) throw new Error('there are both');
    const calm = {
      ...one.wall,
      queues: [{ ...queue, level: 'busy' as const }],
      windows: one.wall.windows.map((window) => ({ ...window, level: 'overloaded' as const })),
    };
    expect(broken({ ...one, wall: calm, map: { ...one.map, level: 'busy' } })).toEqual(['window-level']);
  });
});
