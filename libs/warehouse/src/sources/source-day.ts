import { chinese, message, type FeedCompleteness, type FeedAnomaly, type SeriesGaps } from '@cockpit/contracts';
import { boardAnomalies, numberGaps } from '@cockpit/domain';
import type { SequenceRun, Tally } from '@cockpit/ingestion';

/** a larger share of stray events means a file of past data, not a wrong clock */
const STRAY_SHARE = 0.1;
const sentence = (kind: FeedAnomaly['kind'], subject: string, n: number): string =>
  chinese(message(`odd.${kind}`, { subject, n }));
const iso = (time: number): string => new Date(time).toISOString();

export interface DaySeen {
  boards: Parameters<typeof boardAnomalies>[0];
  tickets: Parameters<typeof numberGaps>[0];
  /** events of the day so far, and of the same period of the day before */
  today: number;
  yesterday: number;
}

/** Anomalies of a source: clock, sequence numbers, and the day's boards. */
export function anomaliesOf(
  tally: Tally,
  runs: readonly SequenceRun[],
  boards: DaySeen['boards'],
  isClosed: (hall: string) => boolean,
): FeedAnomaly[] {
  const { stray } = tally;
  const clock: FeedAnomaly[] =
    stray === null || stray.count > STRAY_SHARE * tally.accepted
      ? []
      : [
          {
            kind: 'clock',
            hall: stray.hall,
            subject: iso(stray.time).slice(0, 10),
            count: stray.count,
            firstAt: iso(stray.firstAt),
            lastAt: iso(stray.lastAt),
            message: sentence('clock', iso(stray.time).slice(0, 10), stray.count),
          },
        ];
  const at = iso(tally.lastReceivedAt ?? 0);
  const restarted: FeedAnomaly[] = runs
    .filter(({ restarts }) => restarts > 0)
    .map(({ ceSource, restarts }) => ({
      kind: 'restarted',
      hall: '',
      subject: ceSource,
      count: restarts,
      firstAt: at,
      lastAt: at,
      message: sentence('restarted', ceSource, restarts),
    }));
  const found: FeedAnomaly[] = boardAnomalies(boards, isClosed).map((anomaly) => ({
    ...anomaly,
    message: sentence(anomaly.kind, anomaly.subject, anomaly.count),
    firstAt: iso(anomaly.firstAt),
    lastAt: iso(anomaly.lastAt),
  }));
  return [...clock, ...restarted, ...found];
}

/** Compares with the source's sequence numbers, else its ticket numbers, else the day before. */
export function completenessOf(
  runs: readonly SequenceRun[],
  { tickets, today, yesterday }: Omit<DaySeen, 'boards'>,
): FeedCompleteness {
  const sequence = runs.map((run): SeriesGaps => {
    const missing = Math.max(0, run.last - run.first + 1 - run.seen);
    return {
      series: run.ceSource,
      first: run.first,
      last: run.last,
      missing,
      examples:
        missing > 0 && run.gap
          ? [run.gap[0] === run.gap[1] ? String(run.gap[0]) : `${String(run.gap[0])}–${String(run.gap[1])}`]
          : [],
    };
  });
  if (sequence.length > 0) return completeness('sequence', sequence);
  const numbers = numberGaps(tickets).map(({ series, first, last, missing, examples }): SeriesGaps => ({
    series,
    first,
    last,
    missing,
    examples,
  }));
  if (numbers.length > 0) return completeness('numbers', numbers);
  if (yesterday === 0) return { against: null, share: null, got: today, expected: 0, detail: [] };
  return { against: 'yesterday', share: today / yesterday, got: today, expected: yesterday, detail: [] };
}

function completeness(against: 'sequence' | 'numbers', detail: SeriesGaps[]): FeedCompleteness {
  const expected = detail.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const got = expected - detail.reduce((sum, { missing }) => sum + missing, 0);
  return { against, share: expected === 0 ? null : got / expected, got, expected, detail };
}
