import { ref } from 'vue';
import { within } from '../../testing/within';
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
    const { value: player, stop } = within(() => usePlayer(ref('H08'), ref('2026-03-04')));
    await jest.advanceTimersByTimeAsync(1000);
    expect(player.problem.value?.problem.code).toBe('unreachable');
    expect(player.snapshot.value?.now).toBe(frame(0).now);
    up = true;
    await player.retry();
    expect([player.problem.value, asked]).toEqual([null, ['', next, next]]);
    stop();
  });

  it('is where one went last, whichever answer comes first', async () => {
    const waits: Record<string, number> = { '': 10, [next]: 5000 };
    globalThis.fetch = (input) => {
      const from = new URL(input as string, 'http://h').searchParams.get('from') ?? '';
      const minute = from === '' ? 0 : (Date.parse(from) - BEGINS) / 60_000;
      return new Promise((resolve) => {
        setTimeout(() => {
          resolve(page([frame(minute)], null));
        }, waits[from] ?? 100);
      });
    };
    const { value: player, stop } = within(() => usePlayer(ref('H08'), ref('2026-03-04')));
    await jest.advanceTimersByTimeAsync(1000);
    player.seek(BEGINS + 60_000);
    await jest.advanceTimersByTimeAsync(100);
    player.seek(BEGINS + 600_000);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(player.snapshot.value?.now).toBe(frame(10).now);
    stop();
  });

  it('shows the last picture as of its own moment until the one sought is there, and none of another day', async () => {
    const asked: [string | null, string | null][] = [];
    globalThis.fetch = (input) => {
      const query = new URL(input as string, 'http://h').searchParams;
      const from = query.get('from');
      asked.push([from, query.get('frames')]);
      const minute = from === null ? 0 : (Date.parse(from) - BEGINS) / 60_000;
      return new Promise((resolve) => {
        setTimeout(() => {
          resolve(page([frame(minute)], null));
        }, 1000);
      });
    };
    const day = ref('2026-03-04');
    const { value: player, stop } = within(() => usePlayer(ref('H08'), day));
    const seen = () => [player.snapshot.value?.now, player.shownAt.value, player.passedSec.value, player.seeking.value];
    expect([player.snapshot.value, player.seeking.value]).toEqual([null, false]);
    await jest.advanceTimersByTimeAsync(1100);
    expect(seen()).toEqual([frame(0).now, BEGINS, 0, false]);
    for (const minute of [5, 10]) {
      player.seek(BEGINS + minute * 60_000);
      await jest.advanceTimersByTimeAsync(500);
      expect([player.at.value, ...seen()]).toEqual([BEGINS + minute * 60_000, frame(0).now, BEGINS, 0, true]);
    }
    await jest.advanceTimersByTimeAsync(600);
    expect(seen()).toEqual([frame(10).now, BEGINS + 600_000, 0, false]);
    expect(asked.map(([, frames]) => frames)).toEqual(['1', '4', '4']);
    day.value = '2026-03-05';
    await jest.advanceTimersByTimeAsync(100);
    expect([player.snapshot.value, player.seeking.value]).toEqual([null, false]);
    stop();
  });
});
