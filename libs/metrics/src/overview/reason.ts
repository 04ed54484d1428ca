import { METRICS, WAIT_EDGES_MIN, type MetricAnswer, type MetricKey } from '@cockpit/contracts';
import { quantileIn } from '../sums';

type Part = Pick<MetricAnswer['parts'][number], 'by' | 'numerator' | 'denominator' | 'histogram'>;

/** A part with a smaller share of the miss explains nothing. */
const MIN_SHARE = 0.25;

/**
 * The part that causes most of a place's miss. The misses of the parts add up: for shares and means numerator − target
 * × denominator, for the 90th percentile the waits above the target beyond one in ten.
 * @param target in the metric's unit
 * @returns null if nothing is missed, no part stands out, or the metric does not add up
 */
export function reasonOf(
  key: MetricKey,
  parts: readonly Part[],
  target: number,
): { part: string; share: number } | null {
  const missed = parts
    .map((part) => ({ part: part.by, by: missedBy(key, part, target) }))
    .filter(({ by }) => by > 0)
    .sort((a, b) => b.by - a.by);
  const [largest] = missed;
  if (largest === undefined || parts.length < 2) return null;
  const share = largest.by / missed.reduce((sum, { by }) => sum + by, 0);
  return share < MIN_SHARE ? null : { part: largest.part, share };
}

function missedBy(key: MetricKey, { numerator, denominator, histogram }: Part, target: number): number {
  const { better, rollUp } = METRICS[key];
  if (rollUp === 'histogram') return histogram === undefined ? 0 : beyond(histogram, target / 60, key);
  if (rollUp !== 'ratio' || numerator === null || denominator === null) return 0;
  return (better === 'less' ? 1 : -1) * (numerator - target * denominator);
}

/** Waits longer than `minutes` beyond the allowed share. */
function beyond(histogram: readonly number[], minutes: number, key: MetricKey): number {
  const allowed = 1 - quantileIn(key);
  return histogram.reduce((sum, count, bucket) => {
    const [from, to] = [WAIT_EDGES_MIN[bucket - 1] ?? 0, WAIT_EDGES_MIN[bucket]];
    const longer = minutes <= from ? 1 : to === undefined || minutes >= to ? 0 : (to - minutes) / (to - from);
    // the last bucket has no upper edge, so all its waits count as longer than a target below its lower edge
    return sum + count * (longer - allowed);
  }, 0);
}
