import { effectScope, ref } from 'vue';
import { usePlayer } from './use-player';

const BEGINS = Date.parse('2026-03-04T09:00:00+08:00');
const frame = (minute: number) => ({
  hall: 'H08',
  name: '',
  clock: 'feed',
  timeZone: 'Asia/Shanghai',
  now: new Date(BEGINS + minute * 60_000).toISOString(),
  at: new Date(BEGINS).toISOString(),
  decidedAt: null,
  open: true,
  closesAt: null,
  feeds: [],
  queues: [],
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
});
const next = new Date(BEGINS + 60_000).toISOString();
const page = (frames: object[], after: string | null) =>
  Response.json({
    hall: 'H08',
    day: '2026-03-04',
    timeZone: 'Asia/Shanghai',
    begins: new Date(BEGINS).toISOString(),
    ends: new Date(BEGINS + 3_600_000).toISOString(),
    open: [],
    stepSec: 15,
    prompts: [],
    frames,
    next: after,
  });

describe('the player of a past day', () => {
  const real = globalThis.fetch;
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    globalThis.fetch = real;
    jest.useRealTimers();
  });

  it('says when snapshots could not be had, and fetches them from there when asked again', async () => {
    let up = true;
    const asked: string[] = [];
    globalThis.fetch = (input) => {
      const url = new URL(input as string, 'http://h');
      asked.push(url.searchParams.get('from') ?? '');
      if (asked.length === 1) return Promise.resolve(page([frame(0)], next));
      return up ? Promise.resolve(page([frame(1)], null)) : Promise.reject(new TypeError('down'));
    };
    up = false;
    const scope = effectScope();
    const player = scope.run(() => usePlayer(ref('H08'), ref('2026-03-04')));
    await jest.advanceTimersByTimeAsync(1000);
    expect(player?.problem.value?.problem.code).toBe('unreachable');
    expect(player?.snapshot.value?.now).toBe(frame(0).now);
    up = true;
    await player?.retry();
    expect([player?.problem.value, asked]).toEqual([null, ['', next, next]]);
    scope.stop();
  });
});
