import { inOrder, readInstant, type PointEvent } from './events';

/** Count of a point that reports only totals, from `from` to `to`, epoch ms. */
export interface PointCountRow {
  hall: string;
  pointId: string;
  item: string;
  channel: string;
  from: number;
  to: number;
  count: number;
}

/** Why a report does not count: replaced, overlapped by a later one with other bounds, end not after its start, implausible year. */
export type PointProblem = 'replaced' | 'overlapped' | 'backwards' | 'no-such-time';

export interface PointCounts {
  counts: PointCountRow[];
  dropped: (PointCountRow & { reportedAt: number; problem: PointProblem })[];
}

/**
 * Folds the reports of one point, in any order and repetition, so that nobody is counted twice. Of overlapping reports the last one counts:
 * a total at the end of a day replaces its hours, and a corrected hour replaces that total and restores the other hours.
 */
export function foldPointCounts(events: Iterable<PointEvent>): PointCounts {
  const standing = new Map<string, PointCountRow[]>();
  const result: PointCounts = { counts: [], dropped: [] };
  for (const event of inOrder(events).reverse()) {
    const row = pointCountOf(event);
    const key = placeOf(row);
    const taken = standing.get(key) ?? [];
    standing.set(key, taken);
    const over = taken.find((other) => other.from < row.to && row.from < other.to);
    if (row.from === 0 || row.to === 0)
      result.dropped.push({ ...row, reportedAt: event.time, problem: 'no-such-time' });
    else if (row.to <= row.from) result.dropped.push({ ...row, reportedAt: event.time, problem: 'backwards' });
    else if (over !== undefined)
      result.dropped.push({
        ...row,
        reportedAt: event.time,
        problem: over.from === row.from && over.to === row.to ? 'replaced' : 'overlapped',
      });
    else taken.push(row);
  }
  result.counts = [...standing.values()].flat().sort(byPlace);
  return result;
}

/** `from` or `to` is 0 for an implausible year. */
export const pointCountOf = ({ data }: PointEvent): PointCountRow => ({
  hall: data.hallId,
  pointId: data.pointId,
  item: data.item,
  channel: data.channel,
  from: readInstant(data.from) ?? 0,
  to: readInstant(data.to) ?? 0,
  count: data.count,
});

const placeOf = (row: PointCountRow): string => JSON.stringify([row.pointId, row.item, row.channel]);
function byPlace(a: PointCountRow, b: PointCountRow): number {
  const [place, otherPlace] = [placeOf(a), placeOf(b)];
  return place < otherPlace ? -1 : place > otherPlace ? 1 : a.from - b.from;
}
