import { message } from '@cockpit/contracts';
import type { MeasuredRule } from './rule';

/** Questions of one channel that nobody has answered. */
export interface WaitingLine {
  readonly line: string;
  readonly waiting: number;
  readonly longestMin: number;
}
/** The half hour of tomorrow for which most is booked of a queue, beside what was served in a good one. */
export interface ComingPeak {
  readonly queue: string;
  readonly name: string;
  readonly booked: number;
  readonly served: number;
  /** the hall's clock, `HH:mm` */
  readonly from: string;
}
export interface ComingSeen {
  readonly lines: readonly WaitingLine[];
  readonly peaks: readonly ComingPeak[];
}

const WAIT_MIN = 15;
const WAITING = 10;

/** Rules about what people ask and book, which no queue of the hall shows. */
export const COMING_RULES: readonly MeasuredRule<ComingSeen & { open: boolean }>[] = [
  {
    key: 'consult-wait',
    version: 1,
    severity: 'yellow',
    unit: 'min',
    scope: 'line',
    threshold: WAIT_MIN,
    forSec: 0,
    keepFiringSec: 60,
    read: ({ open, lines }) =>
      lines.map(({ line, waiting, longestMin }) => ({
        scope: { kind: 'line', code: line },
        value: open ? longestMin : 0,
        fire: WAIT_MIN,
        clear: WAIT_MIN,
        words: message('warning.consult-wait', { line, waiting, value: longestMin }),
      })),
  },
  {
    key: 'consult-waiting',
    version: 1,
    severity: 'yellow',
    unit: '',
    scope: 'line',
    threshold: WAITING,
    forSec: 0,
    keepFiringSec: 60,
    read: ({ open, lines }) =>
      lines.map(({ line, waiting, longestMin }) => ({
        scope: { kind: 'line', code: line },
        value: open ? waiting : 0,
        fire: WAITING,
        clear: WAITING * 0.7,
        words: message('warning.consult-waiting', { line, waiting, value: longestMin }),
      })),
  },
  {
    // Today somebody can still be asked to come tomorrow.
    key: 'booking-peak',
    version: 1,
    severity: 'yellow',
    unit: '',
    scope: 'queue',
    threshold: null,
    forSec: 0,
    keepFiringSec: 600,
    read: ({ peaks }) =>
      peaks.map(({ queue, name, booked, served, from }) => {
        const words = (fire: number) =>
          message('warning.booking-peak', { queue: name, from, booked, served: Math.round(fire - 1) });
        return {
          scope: { kind: 'queue', code: queue },
          value: booked,
          // more than was ever well served, not as many
          fire: served + 1,
          clear: served + 1,
          words: words(served + 1),
          wordsAt: words,
        };
      }),
  },
];
