import type { LiveHall } from '@cockpit/contracts';
import { smallHall } from '../live/testing';
import { otherHallViews, type Neighbour } from './other-halls';

const here = smallHall();
const now = Date.parse('2026-03-02T10:00:00+08:00');
const queue = (
  code: string,
  p50: number | null,
  level: LiveHall['queues'][number]['level'] = 'normal',
): LiveHall['queues'][number] => ({
  code,
  name: code,
  waiting: 0,
  longestWaitSec: null,
  predictedP50Sec: p50,
  predictedP80Sec: p50 === null ? null : p50 + 60,
  level,
  openWindows: 1,
  lastCalled: null,
  forecast: [],
});
const snapshot = (over: Partial<LiveHall> = {}): LiveHall => ({
  hall: 'N',
  name: 'N',
  clock: 'feed',
  timeZone: 'Asia/Shanghai',
  now: new Date(now).toISOString(),
  at: new Date(now).toISOString(),
  decidedAt: null,
  open: true,
  closesAt: null,
  feeds: [],
  queues: [queue('x', 300), queue('x2', 120)],
  windows: [],
  kpis: {
    issued: 0,
    served: 0,
    waiting: 0,
    waitP50Sec: null,
    waitMeanSec: null,
    serviceLevel: { numerator: 0, denominator: 0, targetMin: 15 },
    openWindows: 0,
    windows: 0,
  },
  prompts: [],
  warnings: [],
  watchdog: { ok: true, at: null },
  ...over,
});
const neighbour = (over: Partial<LiveHall> = {}): Neighbour => ({
  code: 'N',
  name: '北厅',
  travelMin: 10,
  snapshot: snapshot(over),
  config: smallHall({ queues: ['x', 'x2'].map((code) => ({ code, name: code, branch: 'a', waitTargetMin: 15 })) }),
});

describe('halls within reach', () => {
  it('meet by branch, whatever their queues are called, and take the quickest', () => {
    const [view] = otherHallViews(here, now, [neighbour()]);
    expect(view?.travelMin).toBe(10);
    expect([...(view?.waitP50Min ?? [])]).toEqual([['a', 2]]);
    expect([...(view?.waitP80Min ?? [])]).toEqual([['a', 3]]);
  });

  it.each([
    ['a closed one', { open: false }],
    ['one of another time', { now: new Date(now - 3_600_000).toISOString() }],
    ['one that closes before anybody could be called', { closesAt: new Date(now + 11 * 60_000).toISOString() }],
    ['one whose waits nobody knows', { queues: [queue('x', null), queue('x2', 60, 'unknown')] }],
  ])('leave out %s', (_, over) => {
    expect(otherHallViews(here, now, [neighbour(over)])).toEqual([]);
  });
});
