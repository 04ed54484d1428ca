import { pick } from '../numeric';
import { LEAST_PLACES, funnel, outsideOf, type Funnel } from './funnel';
import { rankSets, student, type Estimate, type RankSet } from './rank-sets';
import { jackknife, lasting, moderated, type Spread } from './spread';

/** A figure of a place over a period, as far as it is known. */
export interface PlaceFigure {
  readonly place: string;
  readonly value: number;
  /** what it was divided by, above 0: visitors, cases, days */
  readonly weight: number;
  /** days with data */
  readonly days: number;
  /** the figure without each of these days, in the order of time; empty where there is only one */
  readonly without: readonly number[];
}

export interface ComparedPlace {
  readonly place: string;
  readonly value: number;
  readonly weight: number;
  /** days with data */
  readonly days: number;
  /** 1 is best; equal values share a rank */
  readonly rank: number;
  /** 95 % interval; null where too little is known */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** where its rank lies, for all places at once with 95 %; null where the order cannot be told at all */
  readonly ranks: RankSet | null;
  readonly band: number | null;
  /** distance from the centre of the funnel in standard deviations; null without a funnel */
  readonly z: number | null;
  /** beyond the limits at 99.8 %, and on which side of the centre */
  readonly outside: 'low' | 'high' | null;
}

/** Why there are no ranks: one place alone, too few days, or figures that never differ. */
export type NoRanks = 'alone' | 'too-few-days' | 'no-spread';
/** Why there is no funnel: fewer than five places, too few days, or figures that never differ. */
export type NoFunnel = 'too-few-places' | 'too-few-days' | 'no-spread';

export interface PlacesCompared {
  readonly places: readonly ComparedPlace[];
  readonly noRanks: NoRanks | null;
  readonly noFunnel: NoFunnel | null;
  readonly funnel: Omit<Funnel, 'z'>;
}

/** Days beyond the first one of each place, together: with fewer nobody knows how much figures vary. */
const LEAST_DEGREES = 4;
const LEVEL = 0.95;
/** Ranks are computed for more than the 95 % they are to hold: what is left over is for days that hang together and uneven places. */
const RANK_LEVEL = 0.975;
/** 99.8 %, both sides */
const MARKED = 0.999;

/**
 * Compares places of one class: intervals, sets of ranks, bands and a funnel.
 * @param kind `share`: parts of a whole, each unit of the denominator in it or not. `value`: means, percentiles and indices
 */
export function comparePlaces(
  kind: 'share' | 'value',
  better: 'more' | 'less',
  figures: readonly PlaceFigure[],
): PlacesCompared {
  const model = modelOf(kind, figures);
  const wider = lasting(figures.map(({ without }) => without));
  const own = figures.map((figure) => dispersionOf(figure, model.scale, wider));
  const degrees = own.reduce((sum, one) => sum + one.degrees, 0);
  const spreads = moderated(own).map((spread) => (spread === null ? null : atLeast(spread, model.floor)));
  const errors = figures.map((figure, i) => errorOf(figure, spreads[i] ?? null, model.scale));
  const noRanks = reasonOf(figures.length, degrees, errors);
  const found = noRanks === null ? rankSets(errors, better, RANK_LEVEL) : null;
  const pooled = own.reduce((sum, one) => sum + one.variance * one.degrees, 0) / Math.max(1, degrees);
  const plot = funnel(figures, (centre) => Math.max(model.floor, model.base ?? pooled) * model.scaleAt(centre), model);
  const isTold = degrees >= LEAST_DEGREES || model.base !== null;
  const { z, ...rest } = isTold ? plot : { centre: null, overDispersion: null, curve: [], z: [] };
  return {
    places: figures.map((figure, i) => ({
      place: figure.place,
      value: figure.value,
      weight: figure.weight,
      days: figure.days,
      rank: rankOf(figure.value, figures, better),
      interval: degrees >= LEAST_DEGREES ? intervalOf(model, figure, pick(errors, i)) : null,
      ranks: found?.sets[i] ?? null,
      band: found?.bands[i] ?? null,
      z: z[i] ?? null,
      outside: outsideOf(z[i] ?? 0) !== null && isApart(pick(errors, i), rest.centre) ? outsideOf(z[i] ?? 0) : null,
    })),
    noRanks,
    noFunnel:
      figures.length < LEAST_PLACES
        ? 'too-few-places'
        : !isTold
          ? 'too-few-days'
          : rest.centre === null
            ? 'no-spread'
            : null,
    funnel: rest,
  };
}

interface Model {
  /** the variance of one unit of the denominator of a place, before its dispersion */
  readonly scale: (figure: PlaceFigure) => number;
  readonly scaleAt: (centre: number) => number;
  /** a dispersion below this is chance */
  readonly floor: number;
  /** the dispersion that chance alone makes, where that is known */
  readonly base: number | null;
  readonly least: number;
  readonly most: number;
}

/** A share of so few is drawn towards the middle, and a mean of so few towards that of all: four more units of the denominator. */
const MORE = 4;

function modelOf(kind: 'share' | 'value', figures: readonly PlaceFigure[]): Model {
  const isShare = kind === 'share' && figures.every(({ value }) => value >= 0 && value <= 1);
  if (isShare) {
    const half = ({ value, weight }: PlaceFigure): number => (value * weight + MORE / 2) / (weight + MORE);
    const scaleAt = (share: number): number => share * (1 - share);
    return { scale: (figure) => scaleAt(half(figure)), scaleAt, floor: 1, base: 1, least: 0, most: 1 };
  }
  const limits = figures.some(({ value }) => value < 0) ? { least: -Infinity } : { least: 0 };
  const total = figures.reduce((sum, { weight }) => sum + weight, 0);
  const mean = figures.reduce((sum, { value, weight }) => sum + value * weight, 0) / Math.max(total, Number.MIN_VALUE);
  // long waits vary more than short ones: the variance goes with the square, unless there are values below 0
  const scaleAt = (value: number): number => (limits.least === 0 ? value ** 2 : 1);
  return {
    scale: ({ value, weight }) => scaleAt((value * weight + MORE * mean) / (weight + MORE)),
    scaleAt,
    floor: 0,
    base: null,
    ...limits,
    most: Infinity,
  };
}

const dispersionOf = (figure: PlaceFigure, scale: Model['scale'], wider: number): Spread => {
  const unit = scale(figure);
  const degrees = Math.max(0, figure.without.length - 1);
  return { variance: unit > 0 ? (wider * jackknife(figure.without) * figure.weight) / unit : 0, degrees };
};

const atLeast = ({ variance, degrees }: Spread, floor: number): Spread => ({
  variance: Math.max(variance, floor),
  degrees,
});

const errorOf = (figure: PlaceFigure, spread: Spread | null, scale: Model['scale']): Estimate =>
  spread === null
    ? { value: figure.value, error: Infinity, degrees: 1 }
    : {
        value: figure.value,
        error: Math.sqrt((spread.variance * scale(figure)) / figure.weight),
        degrees: spread.degrees,
      };

function reasonOf(places: number, degrees: number, errors: readonly Estimate[]): NoRanks | null {
  if (places < 2) return 'alone';
  if (degrees < LEAST_DEGREES) return 'too-few-days';
  return errors.some(({ error }) => error > 0) ? null : 'no-spread';
}

const rankOf = (value: number, all: readonly PlaceFigure[], better: 'more' | 'less'): number =>
  1 + all.filter((other) => (better === 'more' ? other.value > value : other.value < value)).length;

/** Whether the place's own days, too, say with 99.8 % that it is not at the centre. */
const isApart = ({ value, error, degrees }: Estimate, centre: number | null): boolean =>
  centre !== null && Math.abs(value - centre) > student(MARKED, degrees) * error;

/** Of a share by Wilson, with as many units as the dispersion leaves of the denominator, so that it stays between 0 and 1. */
function intervalOf(model: Model, figure: PlaceFigure, { error, degrees }: Estimate): ComparedPlace['interval'] {
  if (!Number.isFinite(error)) return null;
  const { value } = figure;
  const t = student(1 - (1 - LEVEL) / 2, degrees);
  if (model.base === null) return { low: Math.max(model.least, value - t * error), high: value + t * error };
  const z2 = (t * error) ** 2 / model.scale(figure);
  const middle = (value + z2 / 2) / (1 + z2);
  const reach = Math.sqrt(z2 * value * (1 - value) + z2 ** 2 / 4) / (1 + z2);
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
