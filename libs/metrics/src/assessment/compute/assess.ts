import type { AssessedPlace, AssessmentLine, AssessmentScheme, MetricKey } from '@cockpit/contracts';
import {
  comparePlaces,
  scoreOf,
  type AssessedFigure,
  type ComparedPlace,
  type PlaceFigure,
  type Scored,
  type ScoredLine,
} from '@cockpit/domain';
import { figureOfDays, type KeptDays, type KeptFigure } from '../../comparison/kept-figures';

/** A place with its stored figures by day. */
export interface KeptPlace extends Pick<AssessedPlace, 'hall' | 'name' | 'tier' | 'size'> {
  readonly days: Readonly<Partial<Record<MetricKey, KeptDays>>>;
}

/** An upheld appeal: the replacement data; null leaves the line out. */
export interface Upheld {
  readonly hall: string;
  readonly metric: MetricKey;
  readonly replaced: KeptDays | null;
}

interface Scoring {
  readonly place: KeptPlace;
  readonly scored: Scored;
  readonly figures: ReadonlyMap<MetricKey, KeptFigure | 'excluded'>;
  /** the score without each single day, for the interval */
  readonly without: readonly number[];
  readonly days: number;
}

/** Scores of places and their ranks within kind and size. */
export function assess(
  scheme: AssessmentScheme,
  places: readonly KeptPlace[],
  upheld: readonly Upheld[],
): AssessedPlace[] {
  const changes = new Map(upheld.map((change) => [`${change.hall} ${change.metric}`, change]));
  const keys = [...new Set([...scheme.indicators, ...scheme.gates].map(({ metric }) => metric))];
  const scorings = places.map((place) => count(scheme, place, keys, changes));
  const classes = new Map<string, Scoring[]>();
  for (const scoring of scorings) {
    const name = `${scoring.place.tier} ${scoring.place.size}`;
    const alike = classes.get(name) ?? [];
    alike.push(scoring);
    classes.set(name, alike);
  }
  return [...classes.values()].flatMap((alike) => {
    const compared = new Map(
      comparePlaces('value', 'more', alike.flatMap(comparable)).places.map((comparison) => [
        comparison.place,
        comparison,
      ]),
    );
    return alike
      .map((scoring) => answerOf(scoring, compared.get(scoring.place.hall), changes))
      .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.hall < b.hall ? -1 : 1));
  });
}

function count(
  scheme: AssessmentScheme,
  place: KeptPlace,
  keys: readonly MetricKey[],
  changes: ReadonlyMap<string, Upheld>,
): Scoring {
  const figures = new Map<MetricKey, KeptFigure | 'excluded'>();
  for (const key of keys) {
    const change = changes.get(`${place.hall} ${key}`);
    if (change?.replaced === null) figures.set(key, 'excluded');
    else figures.set(key, figureOfDays(key, change?.replaced ?? place.days[key] ?? {}));
  }
  const days = new Set(
    [...figures.values()].flatMap((figure) => (figure === 'excluded' ? [] : [...figure.without.keys()])),
  );
  const scored = scoreOf(scheme, place.tier, figures);
  const without = [...days].sort().flatMap((day) => scoreOf(scheme, place.tier, lessDay(figures, day)).score ?? []);
  return { place, scored, figures, without, days: days.size };
}

/** The minimum number of cases still refers to the whole month, so that one day less does not drop a line. */
const lessDay = (figures: Scoring['figures'], day: string): ReadonlyMap<MetricKey, AssessedFigure | 'excluded'> =>
  new Map(
    [...figures].map(([key, figure]) => [
      key,
      figure === 'excluded'
        ? figure
        : { value: figure.without.get(day) ?? figure.value, denominator: figure.denominator },
    ]),
  );

const comparable = ({ place, scored, without, days }: Scoring): PlaceFigure[] =>
  scored.score === null || days === 0
    ? []
    : [{ place: place.hall, value: scored.score, weight: days, days, without: days < 2 ? [] : without }];

function answerOf(
  { place, scored, figures, days }: Scoring,
  compared: ComparedPlace | undefined,
  changes: ReadonlyMap<string, Upheld>,
): AssessedPlace {
  const { hall, name, tier, size } = place;
  const valueOf = (metric: MetricKey): number => sumsOf(figures.get(metric)).value ?? 0;
  return {
    hall,
    name,
    tier,
    size,
    score: scored.score,
    assessed: scored.assessed,
    days,
    ...intervalOf(compared, scored),
    rank: compared?.rank ?? null,
    rankLow: compared?.ranks?.low ?? null,
    rankHigh: compared?.ranks?.high ?? null,
    band: compared?.band ?? null,
    gates: scored.gates.map(({ metric, limit, cap }) => ({ metric, limit, cap, value: valueOf(metric) })),
    lines: scored.lines.map((line) => lineOf(line, place, figures, changes)),
  };
}

/** Limits the interval to scores between 0 and the maximum of the caps. */
function intervalOf(
  compared: ComparedPlace | undefined,
  { lines }: Scored,
): { low: number | null; high: number | null } {
  const counted = lines.filter(({ points }) => points !== null).map(({ indicator }) => indicator);
  const weight = counted.reduce((sum, indicator) => sum + indicator.weight, 0);
  const maxPoints = counted.reduce((sum, indicator) => sum + indicator.weight * indicator.most, 0);
  const interval = compared?.interval ?? null;
  if (interval === null) return { low: null, high: null };
  return { low: Math.max(0, interval.low), high: Math.min((maxPoints / weight) * 100, interval.high) };
}

function lineOf(
  { indicator, points, why }: ScoredLine,
  { hall, days }: KeptPlace,
  figures: Scoring['figures'],
  changes: ReadonlyMap<string, Upheld>,
): AssessmentLine {
  const { metric, weight, zero, full, most } = indicator;
  const first = figureOfDays(metric, days[metric] ?? {});
  const changed = changes.has(`${hall} ${metric}`);
  return {
    metric,
    weight,
    zero,
    full,
    most,
    points,
    why,
    ...sumsOf(figures.get(metric)),
    before: changed ? sumsOf(first) : null,
  };
}

export const sumsOf = (
  figure: KeptFigure | 'excluded' | undefined,
): Pick<AssessmentLine, 'value' | 'numerator' | 'denominator'> =>
  figure === undefined || figure === 'excluded'
    ? { value: null, numerator: null, denominator: null }
    : { value: figure.value, numerator: figure.numerator, denominator: figure.denominator };
