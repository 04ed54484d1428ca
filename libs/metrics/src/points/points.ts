import type { Caller, PointReport, PointsQuery } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { daysBefore, daysOf } from '../asking/ask';
import { Asking } from '../asking/asking';
import { spanOf } from '../asking/question';
import type { Row } from '../sums';
import { PointCounts, type PointFilter, type PointPart } from './point-counts';

const PARTS = ['point', 'item', 'channel'] as const satisfies readonly PointPart[];

/** Points and high-volume items: counts by place and item, compared with the period before. */
@Injectable()
export class Points {
  constructor(
    private readonly asking: Asking,
    private readonly counts: PointCounts,
  ) {}

  /** @throws AppError 404 for an unknown hall, 400 for an impossible period */
  async report({ hall, from, to, only, ...chosen }: PointsQuery, caller: Pick<Caller, 'halls'>): Promise<PointReport> {
    const ask = await this.asking.resolve({ hall, from, to }, caller);
    const span = spanOf(ask);
    const before = { from: daysBefore(span.from, daysOf(span)), to: daysBefore(span.from, 1) };
    const [plans, earlier] = await Promise.all([
      this.asking.plans(ask),
      this.asking.resolve({ hall, ...before }, caller),
    ]);
    const catalogue = new Map((plans.on(span.to)?.items ?? []).map((item) => [item.code, item]));
    const filter: PointFilter = { ...chosen, highVolume: plans.highVolume(span.to), all: only === 'all' };
    const [days, ...counted] = await Promise.all([
      this.counts.by('day', ask, filter),
      ...PARTS.map((part) => this.counts.by(part, ask, filter)),
      ...PARTS.map((part) => this.counts.by(part, earlier, filter)),
    ]);
    const [points, items, channels] = PARTS.map((part, i) =>
      joinPeriods(counted[i] ?? [], counted[i + PARTS.length] ?? [], part === 'point'),
    );
    return {
      ...span,
      beforeFrom: before.from,
      beforeTo: before.to,
      total: { count: sumOf(days), before: sumOf(counted[PARTS.length] ?? []) },
      days: joinPeriods(days, [], false)
        .map(({ by, count }) => ({ day: by, count }))
        .sort((a, b) => (a.day < b.day ? -1 : 1)),
      points: (points ?? []).map(({ hall: at, by, ...counts }) => ({ hall: at, point: by, ...counts })),
      items: (items ?? []).map(({ by, count, before: was }) => {
        const item = catalogue.get(by);
        return { item: by, name: item?.name ?? null, highVolume: item?.highVolume === true, count, before: was };
      }),
      channels: (channels ?? []).map(({ by, count, before: was }) => ({ channel: by, count, before: was })),
    };
  }
}

const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, { n }) => sum + n, 0);

interface PartCounts {
  hall: string;
  by: string;
  count: number;
  before: number;
}
/** Counts per part in both periods, largest first; the same point in two halls counts separately. */
function joinPeriods(now: readonly Row[], earlier: readonly Row[], byHall: boolean): PartCounts[] {
  const found = new Map<string, PartCounts>();
  const add = (rows: readonly Row[], side: 'count' | 'before'): void => {
    for (const { hall, by, n } of rows) {
      const key = byHall ? `${hall} ${by}` : by;
      const entry = found.get(key) ?? { hall, by, count: 0, before: 0 };
      entry[side] += n;
      found.set(key, entry);
    }
  };
  add(now, 'count');
  add(earlier, 'before');
  return [...found.values()].sort((a, b) => b.count - a.count || b.before - a.before || (a.by < b.by ? -1 : 1));
}
