import { at } from '../numeric';

/** A part of a figure in one period: what was counted, and out of how many. */
export interface PartSums {
  readonly part: string;
  readonly n: number;
  readonly d: number;
}

/** What one part did to the change of the whole, in the unit of the figure. */
export interface PartEffect {
  readonly part: string;
  /** because its weight in the whole changed */
  readonly mix: number;
  /** because its own figure changed */
  readonly rate: number;
}

export interface FigureChange {
  readonly before: number;
  readonly after: number;
  /** adds up, with `rate`, to after − before exactly, apart from rounding */
  readonly mix: number;
  readonly rate: number;
  readonly parts: readonly PartEffect[];
}

/**
 * Why a share or a mean changed between two periods: more of some parts (mix), or parts doing better or worse (rate). Both are taken at the
 * middle of the two periods, so that neither depends on which one is called the first; that is the Shapley value of the two causes.
 * A part that is there in one period only has no rate of its own to change: what it does is mix.
 * Null: one of the periods has nothing to divide by.
 */
export function changeOfFigure(before: readonly PartSums[], after: readonly PartSums[]): FigureChange | null {
  const [then, now] = [totalOf(before), totalOf(after)];
  if (!(then.d > 0) || !(now.d > 0)) return null;
  const middle = (then.n / then.d + now.n / now.d) / 2;
  const parts = [...new Set([...before, ...after].map(({ part }) => part))].map((part): PartEffect => {
    const [was, is] = [sumOf(before, part), sumOf(after, part)];
    const [weightWas, weightIs] = [was.d / then.d, is.d / now.d];
    const whole = is.n / now.d - was.n / then.d - middle * (weightIs - weightWas);
    const rate = was.d > 0 && is.d > 0 ? ((weightWas + weightIs) / 2) * (is.n / is.d - was.n / was.d) : 0;
    return { part, mix: whole - rate, rate };
  });
  return {
    before: then.n / then.d,
    after: now.n / now.d,
    parts,
    mix: parts.reduce((sum, one) => sum + one.mix, 0),
    rate: parts.reduce((sum, one) => sum + one.rate, 0),
  };
}

const totalOf = (parts: readonly PartSums[]): { n: number; d: number } =>
  parts.reduce((sum, { n, d }) => ({ n: sum.n + n, d: sum.d + d }), { n: 0, d: 0 });
const sumOf = (parts: readonly PartSums[], name: string): { n: number; d: number } =>
  totalOf(parts.filter(({ part }) => part === name));

export interface RankChange {
  readonly before: number;
  readonly after: number;
  /** ranks gained (positive) by its own figure, and by the figures of the others; together before − after */
  readonly own: number;
  readonly others: number;
}

/**
 * Why ranks changed: by the own figure of a place or by those of the others. Each is the mean of its effect before and after the other one
 * (Shapley), so halves occur. Told of places with a figure in both periods; a place that is new or gone is one of the others.
 */
export function changesOfRank(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  better: 'more' | 'less',
): Map<string, RankChange> {
  const sign = better === 'more' ? -1 : 1;
  const both = [...before].flatMap(([place, value]) => {
    const now = after.get(place);
    return now === undefined ? [] : [{ place, was: sign * value, is: sign * now }];
  });
  const then = Float64Array.from(before.values(), (value) => sign * value).sort();
  const now = Float64Array.from(after.values(), (value) => sign * value).sort();
  return new Map(
    both.map(({ place, was, is }) => {
      const [first, last] = [1 + below(then, was), 1 + below(now, is)];
      // among figures of the other period the own one does not count
      const ownFirst = 1 + below(then, is) - (was < is ? 1 : 0);
      const othersFirst = 1 + below(now, was) - (is < was ? 1 : 0);
      return [
        place,
        {
          before: first,
          after: last,
          own: (first - ownFirst + (othersFirst - last)) / 2,
          others: (first - othersFirst + (ownFirst - last)) / 2,
        },
      ];
    }),
  );
}

/** How many of the sorted values are smaller. */
function below(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(sorted, middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
