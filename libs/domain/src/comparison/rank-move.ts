import type { PartSums } from './change';
import { shapley } from './shapley';

/** What a figure of a place is made of in one period. */
export interface FigureGrounds {
  readonly parts: readonly PartSums[];
  /** days with data: volume and staff are told per day, so that a closed day is neither */
  readonly days: number;
  /** hours that windows were manned; null where nobody tells */
  readonly staffHours: number | null;
}

/**
 * Why a figure moved. Of figures of waiting: `volume` visitors a day, `staff` window hours a day, `mix` which queues they stood in, and `wait`, what a
 * queue makes of the same visitors per window hour. Of other shares and means `mix` and `rate`, the parts themselves. Of everything else `own`.
 */
export const FIGURE_CAUSES = ['volume', 'mix', 'staff', 'wait', 'rate', 'own'] as const;
export type FigureCause = (typeof FIGURE_CAUSES)[number];
export type RankCause = FigureCause | 'others';

/** A figure as it would be had only some of its causes come. */
export interface FigureModel {
  readonly causes: readonly FigureCause[];
  readonly with: (come: ReadonlySet<FigureCause>) => number;
}

interface Weighed {
  readonly weight: number;
  /** null: the part was not there, so it has no figure of its own */
  readonly value: number | null;
}

const perPart = (parts: readonly PartSums[]): Map<string, Weighed> => {
  const all = parts.reduce((sum, { d }) => sum + d, 0);
  return new Map(parts.map(({ part, n, d }) => [part, { weight: all > 0 ? d / all : 0, value: d > 0 ? n / d : null }]));
};

/** Mix of one period and parts of another. A part that is there in one period only has the figure it has there: what it does is mix. */
function mixed(
  mix: ReadonlyMap<string, Weighed>,
  parts: ReadonlyMap<string, Weighed>,
  scale: (value: number, from: 'own' | 'other') => number,
): number {
  let sum = 0;
  for (const [part, { weight, value: other }] of mix) {
    const own = parts.get(part)?.value ?? null;
    if (weight > 0) sum += weight * (own === null ? scale(other ?? 0, 'other') : scale(own, 'own'));
  }
  return sum;
}

/** A share or a mean falls into mix and rate. */
export function mixModel(before: FigureGrounds, after: FigureGrounds): FigureModel {
  const [then, now] = [perPart(before.parts), perPart(after.parts)];
  return {
    causes: ['mix', 'rate'],
    with: (come) => mixed(come.has('mix') ? now : then, come.has('rate') ? now : then, (value) => value),
  };
}

/** What cannot be told apart. */
export const wholeModel = (before: number, after: number): FigureModel => ({
  causes: ['own'],
  with: (come) => (come.has('own') ? after : before),
});

/**
 * A figure of waiting as load × what a unit of load costs: visitors a day ÷ window hours a day × Σ share of a queue × (its figure ÷ that load). It is an
 * identity, not a law of nature: waits grow faster than load, and what they grow beyond it stands under `wait`.
 * @param most no more than all can wait too long: 1 of a share, else infinity
 * @returns null where a period tells nothing of staff or of days
 */
export function waitModel(before: FigureGrounds, after: FigureGrounds, most: number): FigureModel | null {
  const [then, now] = [loadOf(before), loadOf(after)];
  if (then === null || now === null) return null;
  return {
    causes: ['volume', 'mix', 'staff', 'wait'],
    with: (come) => {
      const [mix, own] = [come.has('mix') ? now : then, come.has('wait') ? now : then];
      const load = (come.has('volume') ? now : then).volume / (come.has('staff') ? now : then).staff;
      const cost = mixed(mix.parts, own.parts, (value, from) => value / (from === 'own' ? own : mix).load);
      return Math.min(most, load * cost);
    },
  };
}

interface Load {
  readonly parts: ReadonlyMap<string, Weighed>;
  readonly volume: number;
  readonly staff: number;
  readonly load: number;
}

function loadOf({ parts, days, staffHours }: FigureGrounds): Load | null {
  const visitors = parts.reduce((sum, { d }) => sum + d, 0);
  if (!(days > 0) || !(visitors > 0) || !((staffHours ?? 0) > 0)) return null;
  const [volume, staff] = [visitors / days, (staffHours ?? 0) / days];
  return { parts: perPart(parts), volume, staff, load: volume / staff };
}

export interface RankMove {
  readonly rank: { readonly before: number; readonly after: number };
  readonly figure: { readonly before: number; readonly after: number };
  /** `figure`: in its unit, together after − before. `ranks`: gained (positive), together before − after; times `orders` they are whole numbers */
  readonly causes: readonly { readonly cause: RankCause; readonly figure: number; readonly ranks: number }[];
  readonly orders: number;
}

/**
 * What moved a rank: the causes of the own figure, and the figures of the others. Others come before or after all of the own causes, so that these
 * together are the `own` of changesOfRank (Owen's value); among themselves the own causes have their Shapley values.
 * @param model from one period to the other it leads exactly from `own.before` to `own.after`
 * @param others figures of the other places, as many as there are in each period
 */
export function rankMove(
  own: { readonly before: number; readonly after: number },
  model: FigureModel,
  others: { readonly before: readonly number[]; readonly after: readonly number[] },
  better: 'more' | 'less',
): RankMove {
  const figure = (come: ReadonlySet<FigureCause>): number => settled(model, come, own);
  const rank = (value: number, beside: readonly number[]): number =>
    1 + beside.filter((other) => (better === 'more' ? other > value : other < value)).length;
  const byFigure = shapley(model.causes, figure);
  const [first, last] = [others.before, others.after].map((beside) =>
    shapley(model.causes, (come) => -rank(figure(come), beside)),
  );
  const orders = 2 * byFigure.orders;
  const ofOthers =
    rank(own.before, others.before) -
    rank(own.before, others.after) +
    rank(own.after, others.before) -
    rank(own.after, others.after);
  return {
    rank: { before: rank(own.before, others.before), after: rank(own.after, others.after) },
    figure: { before: own.before, after: own.after },
    causes: [
      ...model.causes.map((cause) => ({
        cause,
        figure: (byFigure.sums.get(cause) ?? 0) / byFigure.orders,
        // no minus before a nothing
        ranks: ((first?.sums.get(cause) ?? 0) + (last?.sums.get(cause) ?? 0)) / orders + 0,
      })),
      { cause: 'others', figure: 0, ranks: ofOthers / 2 + 0 },
    ],
    orders,
  };
}

/** Differences below this share of a figure are those of the reckoning. */
const NOISE = 1e-12;

/** A figure that a cause left as it was is exactly as it was, or it would lose a tie. */
function settled(
  model: FigureModel,
  come: ReadonlySet<FigureCause>,
  { before, after }: { readonly before: number; readonly after: number },
): number {
  const missing = model.causes.filter((cause) => !come.has(cause)).length;
  if (missing === model.causes.length) return before;
  if (missing === 0) return after;
  const value = model.with(come);
  const near = (to: number): boolean => Math.abs(value - to) <= NOISE * Math.max(Math.abs(value), Math.abs(to));
  return near(before) ? before : near(after) ? after : value;
}
