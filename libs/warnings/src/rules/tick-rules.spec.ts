import type { LiveHall } from '@cockpit/contracts';
import { TICK_RULES, type HallMinute } from './tick-rules';

type Queue = LiveHall['queues'][number];
type Window = LiveHall['windows'][number];

const queue = (over: Partial<Queue> = {}): Queue => ({
  code: 'a', name: '户政', waiting: 5, longestWaitSec: 300, predictedP50Sec: 400, predictedP80Sec: 600, level: 'normal', openWindows: 2, lastCalled: null, forecast: [], ...over,
});
const window = (id: string, loadMin: number | null, over: Partial<Window> = {}): Window => ({
  windowId: id, number: id, state: 'idle', officerId: null, officerName: null, queues: ['a'], homeQueue: 'a', ticketId: null, ticketNumber: null, ticketQueue: null, sinceSec: 0,
  reason: null, loadMin, level: 'normal', ...over,
});
const seen = (queues: Queue[], windows: Window[] = []): HallMinute => ({ picture: { queues, windows, open: true }, targetMin: () => 10, hallTargetMin: 10 });
const firing = (key: string, minute: HallMinute): string[] =>
  (TICK_RULES.find((rule) => rule.key === key)?.read(minute) ?? []).filter((one) => one.value !== null && one.value >= one.fire).map((one) => one.scope.code);
const valueOf = (key: string, minute: HallMinute) => TICK_RULES.find((rule) => rule.key === key)?.read(minute)[0]?.value;

describe('the rules of a hall minute', () => {
  it('hold at the target itself, by the queue’s own target', () => {
    expect(firing('queue-longest-wait', seen([queue({ longestWaitSec: 599 })]))).toEqual([]);
    expect(firing('queue-longest-wait', seen([queue({ longestWaitSec: 600 })]))).toEqual(['a']);
    expect(firing('queue-wait-doubled', seen([queue({ longestWaitSec: 1199 })]))).toEqual([]);
    expect(firing('queue-wait-doubled', seen([queue({ longestWaitSec: 1200 })]))).toEqual(['a']);
  });

  it('see a wait coming only for people who wait now', () => {
    expect(firing('queue-predicted-wait', seen([queue({ predictedP80Sec: 601 })]))).toEqual(['a']);
    expect(firing('queue-predicted-wait', seen([queue({ predictedP80Sec: 601, waiting: 0 })]))).toEqual([]);
  });

  it('know nothing where the feed is silent', () => {
    for (const key of ['queue-longest-wait', 'queue-predicted-wait']) expect(valueOf(key, seen([queue({ level: 'unknown' })]))).toBeNull();
    expect(valueOf('window-overload', seen([], [window('w1', 40, { level: 'unknown' })]))).toBeNull();
  });

  it('name windows that stand out, not a hall in which all have too much to do', () => {
    expect(firing('window-overload', seen([], [window('w1', 16), window('w2', 2), window('w3', 4)]))).toEqual(['w1']);
    expect(firing('window-overload', seen([], [window('w1', 40), window('w2', 42), window('w3', 38)]))).toEqual([]);
    expect(firing('window-overload', seen([], [window('w1', null), window('w2', 14)]))).toEqual([]);
    const idle = ['x', 'y', 'z'].map((id) => window(id, 0, { homeQueue: 'b' }));
    expect(firing('window-overload', seen([], [window('w1', 30), window('w2', 31), ...idle]))).toEqual([]);
  });
});
