import { SIZE_CLASSES, TIERS, type AssessedPlace, type AssessmentLine } from '@cockpit/contracts';
import { DASH } from '../../shared/format';

/** Points, with one digit behind the point: a difference below a tenth of a point is none. */
export const pointsText = (points: number | null): string => (points === null ? DASH : points.toFixed(1));

export const intervalText = ({ low, high }: Pick<AssessedPlace, 'low' | 'high'>): string =>
  low === null || high === null ? DASH : `${pointsText(low)}–${pointsText(high)}`;

/** `第 2–5`: where the rank lies; the rank alone where nothing is known of how certain it is. */
export const ranksOf = ({ rank, rankLow, rankHigh }: AssessedPlace): { low: number; high: number } | null =>
  rankLow !== null && rankHigh !== null
    ? { low: rankLow, high: rankHigh }
    : rank === null
      ? null
      : { low: rank, high: rank };

/** How full a line is, 0 to 1, for its bar. */
export const fillOf = ({ points, weight }: AssessmentLine): number =>
  points === null || weight === 0 ? 0 : Math.min(1, points / weight);

/** Points above the full ones of a line, as its cap allows; 0 where they would be written as none. */
export function bonusOf({ points, weight }: AssessmentLine): number {
  const more = (points ?? 0) - weight;
  return more < 0.05 ? 0 : more;
}

/** Which part of its points, 0 to 1, a line has beyond full ones. */
export const beyondOf = (line: AssessmentLine): number =>
  line.points === null || line.points === 0 ? 0 : bonusOf(line) / line.points;

export interface Missing {
  readonly why: NonNullable<AssessmentLine['why']>;
  readonly metrics: readonly AssessmentLine['metric'][] | 'all';
}

/** The indicators a place is not assessed by, by the reason. */
export function missingOf({ lines }: Pick<AssessedPlace, 'lines'>): Missing[] {
  const found = new Map<Missing['why'], AssessmentLine['metric'][]>();
  for (const { why, metric } of lines) if (why !== null) found.set(why, [...(found.get(why) ?? []), metric]);
  return [...found].map(([why, metrics]) => ({ why, metrics: metrics.length === lines.length ? 'all' : metrics }));
}

export interface PlaceClass {
  readonly tier: AssessedPlace['tier'];
  readonly size: AssessedPlace['size'];
  readonly places: readonly AssessedPlace[];
}

/** Places by kind and size, small ones first; within a class in the order in which the server tells them. */
export function classesOf(places: readonly AssessedPlace[]): PlaceClass[] {
  const classes = new Map<string, AssessedPlace[]>();
  for (const place of places) {
    const name = `${place.tier} ${place.size}`;
    classes.set(name, [...(classes.get(name) ?? []), place]);
  }
  return [...classes.values()]
    .flatMap((alike) => {
      const [first] = alike;
      return first === undefined ? [] : [{ tier: first.tier, size: first.size, places: alike }];
    })
    .sort(
      (a, b) =>
        TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || SIZE_CLASSES.indexOf(a.size) - SIZE_CLASSES.indexOf(b.size),
    );
}
