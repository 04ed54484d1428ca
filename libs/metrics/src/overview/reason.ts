import { METRICS, WAIT_EDGES_MIN, type MetricAnswer, type MetricKey } from '@cockpit/contracts';
import { quantileIn } from '../sums';

type Part = Pick<MetricAnswer['parts'][number], 'by' | 'numerator' | 'denominator' | 'histogram'>;

/** A part that misses less than this share of the whole explains nothing. */
const LEAST_SHARE = 0.25;

/**
 * The part of a place that most of what the place misses its target by is of. What parts miss adds up to what the place misses: of a share or a mean
 * numerator − target × denominator, of the 90th percentile the waits above the target beyond one in ten.
 * @param target in the metric's unit
 * @returns null where nothing is missed, no part stands out, or the figure does not add up
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
  const [most] = missed;
  if (most === undefined || parts.length < 2) return null;
  const share = most.by / missed.reduce((sum, { by }) => sum + by, 0);
  return share < LEAST_SHARE ? null : { part: most.part, share };
}

function missedBy(key: MetricKey, { numerator, denominator, histogram }: Part, target: number): number {
  const { better, rollUp } = METRICS[key];
  if (rollUp === 'histogram') return histogram === undefined ? 0 : beyond(histogram, target / 60, key);
  if (rollUp !== 'ratio' || numerator === null || denominator === null) return 0;
  return (better === 'less' ? 1 : -1) * (numerator - target * denominator);
}

/** Waits longer than `minutes` beyond the share of them that may be. */
function beyond(histogram: readonly number[], minutes: number, key: MetricKey): number {
  const allowed = 1 - quantileIn(key);
  return histogram.reduce((sum, count, bucket) => {
    const [from, to] = [WAIT_EDGES_MIN[bucket - 1] ?? 0, WAIT_EDGES_MIN[bucket]];
    const longer = minutes <= from ? 1 : to === undefined || minutes >= to ? 0 : (to - minutes) / (to - from);
    // the last bucket has no upper edge: what is in it is longer than any target below its lower one
    return sum + count * (longer - allowed);
  }, 0);
}
