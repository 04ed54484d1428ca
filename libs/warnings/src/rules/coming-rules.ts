import { message, type Part } from '@cockpit/contracts';
import type { MeasuredRule } from './rule';

/** Questions of one channel that nobody has answered. */
export interface WaitingLine {
  readonly line: string;
  /** what people call it */
  readonly name: string | Part;
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
    fire,
    ...rule
  }: { key: 'consult-wait' | 'consult-waiting'; unit: 'min' | ''; fire: number } & Pick<
    MeasuredRule<Coming>,
    'fires' | 'clears'
  >,
  valueOf: (line: WaitingLine) => number,
): MeasuredRule<Coming> => ({
  ...rule,
  version: 1,
  severity: 'yellow',
  scope: 'line',
  threshold: fire,
  forSec: 0,
  keepFiringSec: 60,
  read: ({ open, lines }) =>
    lines.map((one) => ({
      scope: { kind: 'line', code: one.line },
      value: open ? valueOf(one) : 0,
      fire,
      words: message(`warning.${rule.key}`, { line: one.name, waiting: one.waiting, value: one.longestMin }),
    })),
});

/** Rules about what people ask. */
export const LINE_RULES: readonly MeasuredRule<Coming>[] = [
  ofLines(
    {
      key: 'consult-wait',
      unit: 'min',
      fire: WAIT_MIN,
      fires: [
        `大厅开放期间，本厅的咨询有人等待答复 ≥ ${String(WAIT_MIN)} 分钟`,
        `somebody waits ≥ ${String(WAIT_MIN)} min for an answer to a consultation of the hall, while it is open`,
      ],
      clears: 1,
    },
    ({ longestMin }) => longestMin,
  ),
  ofLines(
    {
      key: 'consult-waiting',
      unit: '',
      fire: WAITING,
      fires: [`一个渠道有 ≥ ${String(WAITING)} 条咨询待答复`, `≥ ${String(WAITING)} consultations of a channel wait`],
      clears: 0.7,
    },
    ({ waiting }) => waiting,
  ),
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
    fires: [
      '15:00 起：明天某半小时的预约数，多于近 28 天二十个半小时中十九个的办理数',
      'from 15:00 on: more is booked for a half hour of tomorrow than 19 of 20 half hours of 28 days served',
    ],
    firesShort: ['高于平时的高峰', 'above usual peaks'],
    clears: ['不再如此', 'no more'],
    read: ({ peaks }) =>
      peaks.map(({ queue, name, booked, served, from }) => {
        const words = (fire: number) =>
          message('warning.booking-peak', { queue: name, from, booked, served: Math.round(fire - 1) });
        return {
          scope: { kind: 'queue', code: queue },
          value: booked,
          // more than was ever well served, not as many
          fire: served + 1,
          words: words(served + 1),
          wordsAt: words,
        };
      }),
  },
];
