import type { LiveHall } from '@cockpit/contracts';
import type { MeasuredRule, Reading } from './rule';

/** What rules that follow the hall's clock look at: the hall as the wall would show it at that minute. */
export interface HallMinute {
  picture: Pick<LiveHall, 'queues' | 'windows' | 'open'>;
  /** wait target by queue code, minutes */
  targetMin: (queue: string) => number;
  hallTargetMin: number;
}

/** Tenths of a minute, rounded down: a rule must not fire before its limit is reached. */
const minutes = (sec: number | null): number | null => (sec === null ? null : Math.floor(sec / 6) / 10);

function queueReadings(
  { picture, targetMin }: HallMinute,
  factor: number,
  value: (queue: LiveHall['queues'][number]) => number | null,
  message: (name: string, value: number, target: number) => string,
): Reading[] {
  return picture.queues.map((queue) => {
    const target = targetMin(queue.code);
    const measured = value(queue);
    return {
      scope: { kind: 'queue', code: queue.code },
      value: queue.level === 'unknown' ? null : (measured ?? 0),
      fire: target * factor,
      clear: target * factor * 0.8,
      message: message(queue.name, measured ?? 0, target),
    };
  });
}

const round = (value: number): string => String(Math.round(value));

/**
 * A window is overloaded when it has half as much again to do as the hall promises, and as the windows beside it at the same
 * queue have: where all are overloaded alike, the queue's own warning says so, and eleven of these would only hide it.
 */
function overloadLimit(window: LiveHall['windows'][number], windows: LiveHall['windows'], hallTargetMin: number): number {
  const loads = windows.flatMap((other) => (other.loadMin === null || other.homeQueue !== window.homeQueue ? [] : [other.loadMin]));
  const mean = loads.length === 0 ? 0 : loads.reduce((sum, load) => sum + load, 0) / loads.length;
  return 1.5 * Math.max(hallTargetMin, mean);
}

export const TICK_RULES: readonly MeasuredRule<HallMinute>[] = [
  {
    key: 'queue-longest-wait', version: 1, severity: 'yellow', unit: 'min', forSec: 60, keepFiringSec: 120,
    read: (seen) => queueReadings(seen, 1, (queue) => minutes(queue.longestWaitSec),
      (name, value, target) => `${name}最长等候 ${round(value)} 分钟，超过目标 ${round(target)} 分钟`),
  },
  {
    key: 'queue-wait-doubled', version: 1, severity: 'red', unit: 'min', forSec: 60, keepFiringSec: 120,
    read: (seen) => queueReadings(seen, 2, (queue) => minutes(queue.longestWaitSec),
      (name, value, target) => `${name}最长等候 ${round(value)} 分钟，已是目标 ${round(target)} 分钟的两倍`),
  },
  {
    // Whoever joined last waits longest from here on: when even they will be called in time, so will all before them.
    key: 'queue-predicted-wait', version: 1, severity: 'yellow', unit: 'min', forSec: 60, keepFiringSec: 180,
    read: (seen) => queueReadings(seen, 1, (queue) => (queue.waiting === 0 ? 0 : minutes(queue.predictedP80Sec)),
      (name, value, target) => `${name}预计等候（八成把握）将达 ${round(value)} 分钟，超过目标 ${round(target)} 分钟`),
  },
  {
    key: 'window-overload', version: 2, severity: 'yellow', unit: 'min', forSec: 120, keepFiringSec: 180,
    read: ({ picture, hallTargetMin }) => {
      return picture.windows.map((window) => {
        const limit = overloadLimit(window, picture.windows, hallTargetMin);
        return {
          scope: { kind: 'window', code: window.windowId },
          value: window.level === 'unknown' ? null : (window.loadMin ?? 0),
          fire: limit,
          clear: limit * 0.7,
          message: `${window.number} 号窗口待办负荷 ${round(window.loadMin ?? 0)} 分钟，超过 ${round(limit)} 分钟`,
        };
      });
    },
  },
];
