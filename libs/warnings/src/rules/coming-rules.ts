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

type Coming = ComingSeen & { open: boolean };

/** A rule about one figure of every line; a closed hall answers nobody. */
const ofLines = (
  {
    key,
    unit,
    fire,
    clear,
  }: { key: 'consult-wait' | 'consult-waiting'; unit: 'min' | ''; fire: number; clear: number },
  valueOf: (line: WaitingLine) => number,
): MeasuredRule<Coming> => ({
  ...{ key, version: 1, severity: 'yellow', unit, scope: 'line', threshold: fire, forSec: 0, keepFiringSec: 60 },
  read: ({ open, lines }) =>
    lines.map((one) => ({
      scope: { kind: 'line', code: one.line },
      value: open ? valueOf(one) : 0,
      ...{ fire, clear },
      words: message(`warning.${key}`, { line: one.line, waiting: one.waiting, value: one.longestMin }),
    })),
});

/** Rules about what people ask. */
export const LINE_RULES: readonly MeasuredRule<Coming>[] = [
  ofLines({ key: 'consult-wait', unit: 'min', fire: WAIT_MIN, clear: WAIT_MIN }, ({ longestMin }) => longestMin),
  ofLines({ key: 'consult-waiting', unit: '', fire: WAITING, clear: WAITING * 0.7 }, ({ waiting }) => waiting),
];

/** Rules about what people ask and book, which no queue of the hall shows. */
export const COMING_RULES: readonly MeasuredRule<Coming>[] = [
  ...LINE_RULES,
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
