import { METRICS, wilson, type MetricAnswer, type MetricKey, type ShareInterval } from '@cockpit/contracts';

/** Metrics of which more or less is better, and which halls have. */
export const RANKED = (Object.keys(METRICS) as MetricKey[]).filter(
  (key) => METRICS[key].better !== null && METRICS[key].by.includes('hall') && METRICS[key].rollUp !== 'now',
);

type Part = MetricAnswer['parts'][number];
export interface Place {
  hall: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** 1 is best; equal values share a place; null without a figure */
  rank: number | null;
  /** places gained since the period before (positive is up); null when it was not ranked then */
  gained: number | null;
  interval: ShareInterval | null;
  /** its interval reaches into that of the place above: the order of the two says nothing */
  level: boolean;
}

function intervalOf(key: MetricKey, part: Part): ShareInterval | null {
  if (part.low !== undefined && part.high !== undefined) return { low: part.low, high: part.high };
  return METRICS[key].unit === 'share' &&
    METRICS[key].rollUp === 'ratio' &&
    part.numerator !== null &&
    part.denominator !== null
    ? wilson(part.numerator, part.denominator)
    : null;
}

const ranked = (key: MetricKey, parts: readonly Part[]): { part: Part; rank: number }[] => {
  const sign = METRICS[key].better === 'more' ? -1 : 1;
  const known = parts
    .filter((part): part is Part & { value: number } => part.value !== null)
    .sort((a, b) => sign * (a.value - b.value) || a.by.localeCompare(b.by));
  return known.map((part) => ({ part, rank: known.findIndex(({ value }) => value === part.value) + 1 }));
};

/** The league of these halls: best first, those without a figure last and without a place. */
export function league(key: MetricKey, parts: readonly Part[], before: readonly Part[]): Place[] {
  const then = new Map(ranked(key, before).map(({ part, rank }) => [part.by, rank]));
  const table = ranked(key, parts).map(({ part, rank }): Place => {
    const was = then.get(part.by);
    return {
      hall: part.by,
      value: part.value,
      numerator: part.numerator,
      denominator: part.denominator,
      rank,
      gained: was === undefined ? null : was - rank,
      interval: intervalOf(key, part),
      level: false,
    };
  });
  const missing = parts
    .filter(({ value }) => value === null)
    .map((part): Place => ({
      hall: part.by,
      value: null,
      numerator: part.numerator,
      denominator: part.denominator,
      rank: null,
      gained: null,
      interval: null,
      level: false,
    }));
  return [
    ...table.map((place, i) => ({ ...place, level: overlaps(place.interval, table[i - 1]?.interval ?? null) })),
    ...missing,
  ];
}

const overlaps = (a: ShareInterval | null, b: ShareInterval | null): boolean =>
  a !== null && b !== null && a.low <= b.high && b.low <= a.high;
