import { METRICS, type Caller, type MetricBy, type MetricKey, type MetricRankMove } from '@cockpit/contracts';
import {
  mixModel,
  rankMove,
  waitModel,
  wholeModel,
  type FigureGrounds,
  type FigureModel,
  type PartSums,
} from '@cockpit/domain';
import { Injectable } from '@nestjs/common';
import { notFound } from '@cockpit/platform';
import type { Ask, HallAt } from '../asking/ask';
import { FreshnessReader } from '../asking/freshness';
import { mutedHalls, spanOf } from '../asking/question';
import { figureOf, rolledUp, type Row } from '../sums';
import { earlier, figuresBy } from './before';
import { ClassHalls, type ComparisonQuestion } from './class-halls';

type Move = NonNullable<MetricRankMove['move']>;

/** Metrics that depend on load, as a share or mean over waiting visitors, with their maximum value. */
const LOAD_METRICS: Partial<Record<MetricKey, number>> = { wait_mean: Infinity, service_level: 1, abandon_rate: 1 };
/** Splits to explain a figure; the first available one is used. */
const MIXES: readonly MetricBy[] = ['queue', 'item', 'branch', 'source'];

/** The data of one hall's figure in one period. */
interface Period extends FigureGrounds {
  readonly value: number | null;
}

/** Explains the change of a hall's rank between two periods. */
@Injectable()
export class RankMoves {
  constructor(
    private readonly classes: ClassHalls,
    private readonly freshness: FreshnessReader,
  ) {}

  /** @throws AppError 404 for an unknown hall or one outside the class, 400 for an impossible period */
  async compute(
    key: MetricKey,
    place: string,
    question: ComparisonQuestion,
    caller: Pick<Caller, 'halls'>,
  ): Promise<MetricRankMove> {
    const { resolved, halls } = await this.classes.resolve(question, caller);
    const own = halls.find(({ doc }) => doc.code === place);
    if (own === undefined) throw notFound('unknown-hall', `"${place}" is not among the halls that are compared`);
    const ask: Ask = { ...resolved, halls, everything: false, by: 'hall' };
    const before = await this.classes.before(resolved, halls);
    const then = earlier(ask, before);
    const fresh = await this.freshness.read(ask);
    const muted = mutedHalls(key, ask, fresh);
    const onlyPlace = (query: Ask): Ask => ({ ...query, halls: query.halls.filter(isPlace(place)) });
    const [now, was, after, earlierOwn] = await Promise.all([
      this.classes.rows(key, ask),
      this.classes.rowsBefore(key, ask, before),
      this.period(key, [onlyPlace(ask)]),
      this.period(key, then.map(onlyPlace)),
    ]);
    const values = {
      before: figuresBy(key, was),
      after: figuresBy(
        key,
        now.filter((row) => !muted.has(row.hall)),
      ),
    };
    return {
      key,
      unit: METRICS[key].unit,
      place,
      ...spanOf(resolved),
      before: before.span,
      move: moveOf(key, place, values, { before: earlierOwn, after }),
    };
  }

  private async period(key: MetricKey, asks: readonly Ask[]): Promise<Period> {
    const mix = mixOf(key);
    const ofWaiting = key in LOAD_METRICS;
    const by = (split: Ask['by']): Ask[] => asks.map((ask) => ({ ...ask, by: split }));
    const [parts, days, staff] = await Promise.all([
      mix === null ? [] : this.classes.allRows(key, by(mix)),
      ofWaiting ? this.classes.allRows(key, by('day')) : [],
      ofWaiting ? this.classes.allRows('occupancy', by(null)) : [],
    ]);
    const total = rolledUp(parts, () => '').get('');
    return {
      parts: [...rolledUp(parts, ({ by }) => by)].map(([part, { n, d }]) => ({ part, n, d })),
      value: total === undefined ? null : figureOf(key, total).value,
      days: [...rolledUp(days, ({ by }) => by).values()].filter((row) => figureOf(key, row).value !== null).length,
      staffHours: mannedHours(staff),
    };
  }
}

/** Staffed hours from busy and idle time. Null if no window was ever idle, because such feeds report tickets only. */
function mannedHours(rows: readonly Row[]): number | null {
  const { n, d } = rows.reduce((sum, row) => ({ n: sum.n + row.n, d: sum.d + row.d }), { n: 0, d: 0 });
  return d > n ? d / 3600 : null;
}

const isPlace =
  (place: string) =>
  ({ doc }: HallAt): boolean =>
    doc.code === place;
const mixOf = (key: MetricKey): MetricBy | null =>
  METRICS[key].rollUp === 'ratio' ? (MIXES.find((by) => METRICS[key].by.includes(by)) ?? null) : null;

type Values = ReadonlyMap<string, number>;

function moveOf(
  key: MetricKey,
  place: string,
  values: { before: Values; after: Values },
  periods: { before: Period; after: Period },
): Move | null {
  const [before, after] = [values.before.get(place), values.after.get(place)];
  if (before === undefined || after === undefined) return null;
  const { ground, model } = modelOf(key, { before, after }, periods);
  const others = (source: Values): number[] => [...source].flatMap(([hall, value]) => (hall === place ? [] : [value]));
  const { rank, figure, causes } = rankMove(
    { before, after },
    model,
    { before: others(values.before), after: others(values.after) },
    METRICS[key].better ?? 'more',
  );
  return {
    ground,
    rank,
    figure,
    causes: causes.map((cause) => ({
      ...cause,
      before: ground === 'waiting' ? perDay(cause.cause, periods.before) : null,
      after: ground === 'waiting' ? perDay(cause.cause, periods.after) : null,
    })),
  };
}

const perDay = (cause: Move['causes'][number]['cause'], { parts, days, staffHours }: Period): number | null =>
  cause === 'volume'
    ? parts.reduce((sum, { d }) => sum + d, 0) / days
    : cause === 'staff' && staffHours !== null
      ? staffHours / days
      : null;

function modelOf(
  key: MetricKey,
  own: { before: number; after: number },
  { before, after }: { before: Period; after: Period },
): { ground: Move['ground']; model: FigureModel } {
  const maximum = LOAD_METRICS[key];
  if (maximum !== undefined) {
    const isGood = METRICS[key].better === 'more';
    const model = waitModel(isGood ? missing(before) : before, isGood ? missing(after) : after, maximum);
    if (model !== null)
      return { ground: 'waiting', model: isGood ? { ...model, with: (come) => 1 - model.with(come) } : model };
  }
  // parts that do not add up to the whole cannot explain it
  if (mixOf(key) !== null && isNear(before.value, own.before) && isNear(after.value, own.after))
    return { ground: 'mix', model: mixModel(before, after) };
  return { ground: 'whole', model: wholeModel(own.before, own.after) };
}

/** Tolerance for floating-point sums in different order. */
const isNear = (value: number | null, to: number): boolean =>
  value !== null && Math.abs(value - to) <= 1e-9 * Math.max(1, Math.abs(to));

/** Converts a share of good waits to a share of missed ones, because load increases the latter. */
const missing = (period: Period): Period => ({
  ...period,
  parts: period.parts.map(({ part, n, d }): PartSums => ({ part, n: d - n, d })),
});
