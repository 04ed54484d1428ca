import {
  METRICS,
  TARGETED,
  type Caller,
  type MetricComparison,
  type MetricKey,
  type PlaceCompared,
} from '@cockpit/contracts';
import {
  changesOfRank,
  comparePlaces,
  type ComparedPlace,
  type PlacesCompared,
  type RankChange,
  type RankSet,
} from '@cockpit/domain';
import { Injectable } from '@nestjs/common';
import type { Ask, HallAt } from '../asking/ask';
import { FreshnessReader } from '../asking/freshness';
import { mutedHalls, spanOf } from '../asking/question';
import { figureOf, rolledUp, type Figure, type Row } from '../sums';
import { ClassHalls, type ComparisonQuestion } from './class-halls';
import { classesOf, sizeOf } from './classes';
import { figuresBy } from './before';
import { placeFigures } from './place-figures';

type Unfit = 'counts' | 'no-days';
const NOTHING: Figure = { value: null, numerator: null, denominator: null };
const NO_FUNNEL: PlacesCompared['funnel'] = { centre: null, overDispersion: null, curve: [] };

/** Compares halls of one class: intervals, rank sets, bands and a funnel. */
@Injectable()
export class Comparisons {
  constructor(
    private readonly classes: ClassHalls,
    private readonly freshness: FreshnessReader,
  ) {}

  /** @throws AppError 404 for an unknown hall, 400 for an impossible period */
  async compare(
    key: MetricKey,
    question: ComparisonQuestion,
    caller: Pick<Caller, 'halls'>,
  ): Promise<MetricComparison> {
    const { hall = null, tier = null, size = null } = question;
    const { resolved, served, halls } = await this.classes.resolve(question, caller);
    const unfit = unfitFor(key);
    const ask: Ask = { ...resolved, halls, everything: false, by: unfit === 'no-days' ? 'hall' : 'day' };
    const [then, fresh, begun] = await Promise.all([
      this.classes.before(resolved, halls),
      this.freshness.read(ask),
      this.classes.begun(ask),
    ]);
    const [now, earlier] = await Promise.all([this.classes.rows(key, ask), this.classes.rowsBefore(key, ask, then)]);
    const muted = mutedHalls(key, ask, fresh);
    const usable = now.filter((row) => !muted.has(row.hall));
    const found = unfit === null ? compared(key, usable) : null;
    const past = {
      begun,
      values: figuresBy(key, earlier),
      sets: unfit === null ? setsOf(compared(key, earlier)) : new Map<string, RankSet>(),
    };
    return {
      key,
      unit: METRICS[key].unit,
      hall,
      ...spanOf(resolved),
      before: then.span,
      days: then.days,
      tier,
      size,
      classes: classesOf(served),
      noRanks: unfit ?? found?.noRanks ?? null,
      noFunnel: unfit ?? found?.noFunnel ?? null,
      places: placesOf(key, halls, usable, found, past),
      funnel: { ...NO_FUNNEL, ...found?.funnel, curve: [...(found?.funnel.curve ?? [])] },
    };
  }
}

/** Metrics without ranks: totals grow with the hall, and without daily values the uncertainty is unknown. */
const unfitFor = (key: MetricKey): Unfit | null =>
  METRICS[key].rollUp === 'sum' || METRICS[key].rollUp === 'now'
    ? 'counts'
    : METRICS[key].by.includes('day') && TARGETED.includes(key)
      ? null
      : 'no-days';

const compared = (key: MetricKey, rows: readonly Row[]): PlacesCompared =>
  comparePlaces(
    METRICS[key].unit === 'share' && METRICS[key].rollUp === 'ratio' ? 'share' : 'value',
    METRICS[key].better ?? 'more',
    placeFigures(key, rows),
  );

interface Past {
  /** halls that began during the period */
  readonly begun: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, number>;
  readonly sets: ReadonlyMap<string, RankSet>;
}

const setsOf = ({ places }: PlacesCompared): Map<string, RankSet> =>
  new Map(places.flatMap(({ place, ranks }) => (ranks === null ? [] : [[place, ranks] as const])));

const movedFrom = ({ before, own, others }: RankChange, set: RankSet | undefined): PlaceCompared['before'] => ({
  rank: before,
  rankLow: set?.low ?? null,
  rankHigh: set?.high ?? null,
  own,
  others,
});

function placesOf(
  key: MetricKey,
  halls: readonly HallAt[],
  rows: readonly Row[],
  found: PlacesCompared | null,
  past: Past,
): PlaceCompared[] {
  const better = METRICS[key].better ?? 'more';
  const [sums, now] = [rolledUp(rows, ({ hall }) => hall), figuresBy(key, rows)];
  const moved = changesOfRank(past.values, now, better);
  const places = new Map(found?.places.map((place) => [place.place, place]));
  return halls
    .map(({ doc }): PlaceCompared => {
      const row = sums.get(doc.code);
      const { value, numerator, denominator } = row === undefined ? NOTHING : figureOf(key, row);
      const place = places.get(doc.code);
      const rank = place?.rank ?? rankOf(value, now, better);
      const change = moved.get(doc.code);
      return {
        hall: doc.code,
        tier: doc.tier,
        size: sizeOf(doc),
        windows: doc.windows.length,
        value,
        numerator,
        denominator,
        days: place?.days ?? 0,
        since: past.begun.get(doc.code) ?? null,
        weight: place?.weight ?? null,
        rank,
        ...setOf(place),
        outside: sideOf(place, better),
        before: change === undefined ? null : movedFrom(change, past.sets.get(doc.code)),
      };
    })
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.hall < b.hall ? -1 : 1));
}

const setOf = (
  place: ComparedPlace | undefined,
): Pick<PlaceCompared, 'low' | 'high' | 'rankLow' | 'rankHigh' | 'band'> => ({
  low: place?.interval?.low ?? null,
  high: place?.interval?.high ?? null,
  rankLow: place?.ranks?.low ?? null,
  rankHigh: place?.ranks?.high ?? null,
  band: place?.band ?? null,
});

const sideOf = (place: ComparedPlace | undefined, better: 'more' | 'less'): PlaceCompared['outside'] =>
  place === undefined || place.outside === null
    ? null
    : (place.outside === 'high') === (better === 'more')
      ? 'better'
      : 'worse';

const rankOf = (value: number | null, all: ReadonlyMap<string, number>, better: 'more' | 'less'): number | null =>
  value === null
    ? null
    : 1 + [...all.values()].filter((other) => (better === 'more' ? other > value : other < value)).length;
