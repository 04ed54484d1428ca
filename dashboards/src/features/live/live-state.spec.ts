import type { LiveHall } from '@cockpit/contracts';
import { emptyLive, reduceLive } from './live-state';

const snapshot = (atSec: number, hall = 'H32'): LiveHall => ({
  hall,
  name: '',
  clock: 'wall',
  timeZone: 'Asia/Shanghai',
  now: new Date(atSec * 1000).toISOString(),
  at: new Date(atSec * 1000).toISOString(),
  decidedAt: null,
  open: true,
  closesAt: null,
  feeds: [],
  queues: [],
  windows: [],
  kpis: {
    issued: atSec,
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
});

describe('live state of a page', () => {
  const first = reduceLive(emptyLive('H32'), { kind: 'snapshot', snapshot: snapshot(100), at: 5000 });

  it('never lets an older snapshot replace a newer one', () => {
    const replayed = reduceLive(first, { kind: 'snapshot', snapshot: snapshot(90), at: 6000 });
    expect(replayed).toBe(first);
    expect(reduceLive(first, { kind: 'snapshot', snapshot: snapshot(101), at: 6000 })).toMatchObject({
      receivedAt: 6000,
      snapshot: { kpis: { issued: 101 } },
    });
  });

  it('ignores what belongs to the hall looked at before', () => {
    expect(reduceLive(first, { kind: 'snapshot', snapshot: snapshot(200, 'H08'), at: 6000 })).toBe(first);
  });

  it('keeps the last snapshot while the line is down, and remembers the last byte', () => {
    const down = [
      { kind: 'opened', at: 5500 },
      { kind: 'byte', at: 7000 },
      { kind: 'down', at: 9000 },
    ] as const;
    const state = down.reduce((s, event) => reduceLive(s, event), first);
    expect(state).toMatchObject({ link: { phase: 'down', lastByteAt: 7000 }, snapshot: { kpis: { issued: 100 } } });
  });

  it('says that there is nothing yet only while there is nothing', () => {
    expect(reduceLive(emptyLive('H32'), { kind: 'not-ready' }).notReady).toBe(true);
    expect(reduceLive(first, { kind: 'not-ready' }).notReady).toBe(false);
  });

  it('learns the clocks anew when that of the device was set, and nothing seen before lies in the future', () => {
    const known = [
      { kind: 'opened', at: 7000 },
      { kind: 'server-clock', offsetMs: 40 },
    ] as const;
    const state = known.reduce((s, event) => reduceLive(s, event), first);
    expect(reduceLive(state, { kind: 'clock-jumped', byMs: -4000 })).toMatchObject({
      serverOffsetMs: null,
      receivedAt: 1000,
      link: { phase: 'open', lastByteAt: 3000 },
      samples: [{ localMs: 1000 }],
    });
    expect(reduceLive(state, { kind: 'clock-jumped', byMs: 60_000 })).toMatchObject({
      serverOffsetMs: null,
      receivedAt: 5000,
      link: { lastByteAt: 7000 },
    });
  });

  it('is refused until a stream opens again', () => {
    const refused = reduceLive(first, { kind: 'refused', status: 401 });
    expect(refused.refused).toBe(401);
    expect(reduceLive(refused, { kind: 'opened', at: 1 }).refused).toBeNull();
  });
});
