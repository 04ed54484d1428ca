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

/** A place and what its figures are made of, as they were when they were computed. */
export interface KeptPlace extends Pick<AssessedPlace, 'hall' | 'name' | 'tier' | 'size'> {
  readonly days: Readonly<Partial<Record<MetricKey, KeptDays>>>;
}

/** An appeal that was upheld: what counts instead of what was computed; null: nothing, the line is left out. */
export interface Upheld {
  readonly hall: string;
  readonly metric: MetricKey;
  readonly replaced: KeptDays | null;
}

interface Counted {
  readonly place: KeptPlace;
  readonly scored: Scored;
  readonly figures: ReadonlyMap<MetricKey, KeptFigure | 'excluded'>;
  /** the score without each day that any of the figures is made of */
  readonly without: readonly number[];
  readonly days: number;
}

/** Scores of places, and their order among those of their kind and size. */
export function assess(
  scheme: AssessmentScheme,
  places: readonly KeptPlace[],
  upheld: readonly Upheld[],
): AssessedPlace[] {
  const changes = new Map(upheld.map((one) => [`${one.hall} ${one.metric}`, one]));
  const keys = [...new Set([...scheme.indicators, ...scheme.gates].map(({ metric }) => metric))];
  const counted = places.map((place) => count(scheme, place, keys, changes));
  const classes = new Map<string, Counted[]>();
  for (const one of counted) {
    const name = `${one.place.tier} ${one.place.size}`;
    const alike = classes.get(name) ?? [];
    alike.push(one);
    classes.set(name, alike);
  }
  return [...classes.values()].flatMap((alike) => {
    const compared = new Map(
      comparePlaces('value', 'more', alike.flatMap(comparable)).places.map((one) => [one.place, one]),
    );
    return alike
      .map((one) => answerOf(one, compared.get(one.place.hall), changes))
      .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.hall < b.hall ? -1 : 1));
  });
}

function count(
  scheme: AssessmentScheme,
  place: KeptPlace,
  keys: readonly MetricKey[],
  changes: ReadonlyMap<string, Upheld>,
): Counted {
  const figures = new Map<MetricKey, KeptFigure | 'excluded'>();
  for (const key of keys) {
    const change = changes.get(`${place.hall} ${key}`);
    if (change?.replaced === null) figures.set(key, 'excluded');
    else figures.set(key, figureOfDays(key, change?.replaced ?? place.days[key] ?? {}));
  }
  const days = new Set([...figures.values()].flatMap((one) => (one === 'excluded' ? [] : [...one.without.keys()])));
  const scored = scoreOf(scheme, place.tier, figures);
  const without = [...days].sort().flatMap((day) => scoreOf(scheme, place.tier, lessDay(figures, day)).score ?? []);
  return { place, scored, figures, without, days: days.size };
}

/** Cases of the whole month still say whether a line is assessed: one day less is no reason to leave it out. */
const lessDay = (figures: Counted['figures'], day: string): ReadonlyMap<MetricKey, AssessedFigure | 'excluded'> =>
  new Map(
    [...figures].map(([key, figure]) => [
      key,
      figure === 'excluded'
        ? figure
        : { value: figure.without.get(day) ?? figure.value, denominator: figure.denominator },
    ]),
  );

const comparable = ({ place, scored, without, days }: Counted): PlaceFigure[] =>
  scored.score === null || days === 0
    ? []
    : [{ place: place.hall, value: scored.score, weight: days, days, without: days < 2 ? [] : without }];

function answerOf(
  { place, scored, figures, days }: Counted,
  compared: ComparedPlace | undefined,
  changes: ReadonlyMap<string, Upheld>,
): AssessedPlace {
  const { hall, name, tier, size } = place;
  const valueOf = (metric: MetricKey): number => sumsOf(figures.get(metric)).value ?? 0;
  return {
    ...{ hall, name, tier, size, score: scored.score, assessed: scored.assessed, days },
    ...intervalOf(compared, scored),
    rank: compared?.rank ?? null,
    ...{ rankLow: compared?.ranks?.low ?? null, rankHigh: compared?.ranks?.high ?? null, band: compared?.band ?? null },
    gates: scored.gates.map(({ metric, limit, cap }) => ({ metric, limit, cap, value: valueOf(metric) })),
    lines: scored.lines.map((line) => lineOf(line, place, figures, changes)),
  };
}

/** No score is below nothing, nor above what the caps give. */
function intervalOf(
  compared: ComparedPlace | undefined,
  { lines }: Scored,
): { low: number | null; high: number | null } {
  const counted = lines.filter(({ points }) => points !== null).map(({ indicator }) => indicator);
  const weight = counted.reduce((sum, one) => sum + one.weight, 0);
  const most = counted.reduce((sum, one) => sum + one.weight * one.most, 0);
  const interval = compared?.interval ?? null;
  if (interval === null) return { low: null, high: null };
  return { low: Math.max(0, interval.low), high: Math.min((most / weight) * 100, interval.high) };
}

function lineOf(
  { indicator, points, why }: ScoredLine,
  { hall, days }: KeptPlace,
  figures: Counted['figures'],
  changes: ReadonlyMap<string, Upheld>,
): AssessmentLine {
  const { metric, weight, zero, full, most } = indicator;
  const first = figureOfDays(metric, days[metric] ?? {});
  const changed = changes.has(`${hall} ${metric}`);
  return {
    ...{ metric, weight, zero, full, most, points, why },
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
