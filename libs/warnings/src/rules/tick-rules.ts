import { message, type LiveHall } from '@cockpit/contracts';
import { FAULT_RULES, OVERLOAD, TERMINAL_RULES } from './fault-rules';
import { ITEM_RULES } from './item-rules';
import type { HallMinute } from './hall-minute';
import { minutes, told } from './minutes';
import { PLAN_RULE } from './plan-rule';
import type { Measured, MeasuredRule } from './rule';

/** What each rule says: beyond the target, at it or below it again while it is still held, and of a limit that somebody has set. */
const LONGEST = {
  beyond: 'warning.queue-longest-wait',
  at: 'warning.queue-longest-at',
  set: 'warning.queue-wait-limit',
} as const;
const DOUBLED = { beyond: 'warning.queue-wait-doubled', at: 'warning.queue-longest-at', set: LONGEST.set } as const;
const PREDICTED = {
  beyond: 'warning.queue-predicted-wait',
  at: 'warning.queue-predicted-at',
  set: 'warning.queue-predicted-limit',
} as const;

/** whether its first sentence is true: "at least twice" is so at the limit itself, "beyond" is not */
const isReached = (codes: object, measured: number, target: number): boolean =>
  codes === DOUBLED ? measured >= 2 * target : measured > target;

function queueReadings(
  { snapshot, targetMin }: HallMinute,
  factor: number,
  value: (queue: LiveHall['queues'][number]) => number | null,
  codes: typeof LONGEST | typeof DOUBLED | typeof PREDICTED,
): Measured[] {
  return snapshot.queues.map((queue) => {
    const target = targetMin(queue.code);
    // Without anybody waiting nobody has waited, nor will anybody there: whatever figure is left over is of the past.
    const measured = queue.waiting === 0 ? 0 : (value(queue) ?? 0);
    const at = (limit: number) => ({ queue: queue.name, ...told(measured, limit) });
    return {
      scope: { kind: 'queue', code: queue.code },
      value: queue.level === 'unknown' ? null : measured,
      fire: target * factor,
      words: message(isReached(codes, measured, target) ? codes.beyond : codes.at, at(target)),
      wordsAt: (fire) => message(codes.set, at(fire)),
    };
  });
}

/**
 * A window is overloaded when it has half as much again to do as the hall promises, and as the windows beside it at the same
 * queue have: where all are overloaded alike, the queue's own warning says so, and eleven of these would only hide it.
 */
function overloadLimit(
  window: LiveHall['windows'][number],
  windows: LiveHall['windows'],
  hallTargetMin: number,
): number {
  const loads = windows.flatMap((other) =>
    other.loadMin === null || other.homeQueue !== window.homeQueue ? [] : [other.loadMin],
  );
  const mean = loads.length === 0 ? 0 : loads.reduce((sum, load) => sum + load, 0) / loads.length;
  return OVERLOAD * Math.max(hallTargetMin, mean);
}

/** Minutes that a window may stay idle beside somebody who waits. */
const IDLE_MIN = 10;

function idleBeside(
  window: LiveHall['windows'][number],
  { snapshot, qualified }: HallMinute,
): { value: number; queue: LiveHall['queues'][number] | null } {
  if (window.state !== 'idle' || !snapshot.open) return { value: 0, queue: null };
  const may = qualified(window);
  const [queue] = snapshot.queues
    .filter(({ code, waiting }) => waiting > 0 && may.has(code))
    .sort((a, b) => (b.longestWaitSec ?? 0) - (a.longestWaitSec ?? 0));
  return {
    value: queue === undefined ? 0 : (minutes(Math.min(window.sinceSec ?? 0, queue.longestWaitSec ?? 0)) ?? 0),
    queue: queue ?? null,
  };
}

/** Whether a prompt that waits for an answer would have the window serve that queue: both are one thing, and the prompt says it. */
const isPrompted = (
  { windowId }: LiveHall['windows'][number],
  queue: LiveHall['queues'][number] | null,
  { snapshot: { prompts = [] } }: HallMinute,
): boolean =>
  queue !== null &&
  prompts.some((one) => one.state === 'shown' && one.windowId === windowId && one.queues.includes(queue.code));

const WAIT_RULES: readonly MeasuredRule<HallMinute>[] = [
  {
    key: 'queue-longest-wait',
    version: 1,
    severity: 'yellow',
    unit: 'min',
    scope: 'queue',
    threshold: null,
    forSec: 60,
    keepFiringSec: 120,
    fires: ['最长等候 ≥ 目标', 'longest wait ≥ target'],
    firesShort: ['≥ 目标', '≥ target'],
    clears: 0.8,
    read: (seen) => queueReadings(seen, 1, (queue) => minutes(queue.longestWaitSec), LONGEST),
  },
  {
    key: 'queue-wait-doubled',
    version: 1,
    severity: 'red',
    unit: 'min',
    scope: 'queue',
    threshold: null,
    forSec: 60,
    keepFiringSec: 120,
    fires: ['最长等候 ≥ 2 × 目标', 'longest wait ≥ 2 × target'],
    firesShort: ['≥ 2 × 目标', '≥ 2 × target'],
    clears: 0.8,
    read: (seen) => queueReadings(seen, 2, (queue) => minutes(queue.longestWaitSec), DOUBLED),
  },
  {
    // Whoever joined last waits longest from here on: when even they will be called in time, so will all before them.
    key: 'queue-predicted-wait',
    version: 1,
    severity: 'yellow',
    unit: 'min',
    scope: 'queue',
    threshold: null,
    forSec: 60,
    keepFiringSec: 180,
    fires: ['队尾的人预计等候（P80）≥ 目标', 'P80 predicted wait of the last in line ≥ target'],
    firesShort: ['≥ 目标', '≥ target'],
    clears: 0.8,
    read: (seen) => queueReadings(seen, 1, (queue) => minutes(queue.predictedP80Sec), PREDICTED),
  },
  {
    key: 'window-overload',
    version: 3,
    severity: 'yellow',
    unit: 'min',
    scope: 'window',
    threshold: null,
    forSec: 120,
    keepFiringSec: 180,
    fires: [
      `待办工作量 ≥ ${String(OVERLOAD)} ×（大厅目标与同队列各窗口均值中较大者）`,
      `work waiting ≥ ${String(OVERLOAD)} × the larger of the target of the hall and the mean of the windows at the same queue`,
    ],
    firesShort: [`≥ ${String(OVERLOAD)} × 目标或均值`, `≥ ${String(OVERLOAD)} × target or mean`],
    clears: 0.7,
    read: ({ snapshot, hallTargetMin, helping }) => {
      const waited = new Set(snapshot.queues.flatMap(({ code, waiting }) => (waiting > 0 ? [code] : [])));
      return snapshot.windows.map((window) => {
        // the line it was called to is what it is to work off: that is no overload of its own
        const work =
          !helping.has(window.windowId) && window.queues.some((queue) => waited.has(queue)) ? (window.loadMin ?? 0) : 0;
        const limit = overloadLimit(window, snapshot.windows, hallTargetMin);
        const words = (fire: number) =>
          message('warning.window-overload', {
            window: window.number,
            value: Math.round(work),
            limit: Math.round(fire),
          });
        return {
          scope: { kind: 'window', code: window.windowId },
          value: window.level === 'unknown' ? null : work,
          fire: limit,
          words: words(limit),
          wordsAt: words,
        };
      });
    },
  },
  {
    // As long as both were true: the window has been idle, and somebody whom its officer may serve has waited beside it.
    key: 'window-idle',
    version: 1,
    severity: 'yellow',
    unit: 'min',
    scope: 'window',
    threshold: IDLE_MIN,
    forSec: 60,
    keepFiringSec: 60,
    fires: [
      `窗口空闲，而旁边有其人员可办的人在等，达 ${String(IDLE_MIN)} 分钟`,
      `idle, and somebody its officer may serve has waited beside it, ≥ ${String(IDLE_MIN)} min`,
    ],
    clears: 0.5,
    read: (seen) =>
      seen.snapshot.windows.map((window) => {
        const { value, queue } = idleBeside(window, seen);
        const prompted = isPrompted(window, queue, seen);
        const about = { window: window.number, queue: queue?.name ?? '', waiting: queue?.waiting ?? 0 };
        return {
          scope: { kind: 'window', code: window.windowId },
          value: window.level === 'unknown' ? null : value,
          fire: IDLE_MIN,
          held: prompted,
          words: prompted
            ? message('warning.window-idle-prompted', about)
            : message('warning.window-idle', { ...about, value: Math.round(value) }),
        };
      }),
  },
];

/** In a closed hall nobody can act at a counter, and what its figures say is of the past: there is nothing to warn of. */
const whileOpen = (rule: MeasuredRule<HallMinute>): MeasuredRule<HallMinute> => ({
  ...rule,
  read: (seen) => (seen.closed ? [] : rule.read(seen)),
});

export const TICK_RULES: readonly MeasuredRule<HallMinute>[] = [
  ...[...WAIT_RULES, ...ITEM_RULES, ...FAULT_RULES, PLAN_RULE].map(whileOpen),
  ...TERMINAL_RULES,
];
