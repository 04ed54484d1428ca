import { METRICS, NARROWED_BY, narrowings, type MetricBy, type MetricKey } from '@cockpit/contracts';
import { unprocessable } from '@cockpit/platform';
import type { Ask } from './ask';
import type { Question } from './asking';
import type { Freshness } from './freshness';

/** @throws AppError 422 with the allowed dimensions */
export function assertBy(key: MetricKey, by: MetricBy | undefined): void {
  const allowed = METRICS[key].by;
  if (by !== undefined && !allowed.includes(by)) {
    throw unprocessable('no-such-split', `${key} can be split by ${allowed.join(', ')}`, [
      { path: 'by', message: `not ${by}` },
    ]);
  }
}

/** @throws AppError 422 for a part without a hall, or a part that the metric does not distinguish */
export function assertNarrowing(key: MetricKey, question: Question): void {
  const allowed = narrowings(key);
  for (const by of NARROWED_BY) {
    if (question[by] === undefined) continue;
    if (!allowed.includes(by))
      throw unprocessable('no-such-split', `${key} can be narrowed to a part by ${allowed.join(', ') || 'nothing'}`, [
        { path: by, message: 'the metric does not tell it apart' },
      ]);
    if (question.hall === undefined)
      throw unprocessable('no-such-split', `a ${by} belongs to a hall: name the hall too`, [
        { path: 'hall', message: 'missing' },
      ]);
  }
}

const OF_FEEDS = new Set(['queue', 'window']);

/** Halls with silent feeds whose current day is part of the query. */
export function mutedHalls(key: MetricKey, ask: Ask, fresh: ReadonlyMap<string, Freshness>): Set<string> {
  if (!OF_FEEDS.has(METRICS[key].group)) return new Set();
  const isNow = METRICS[key].rollUp === 'now';
  return new Set(
    ask.halls
      .filter(
        ({ doc, today, first, last }) =>
          fresh.get(doc.code)?.silent === true && (isNow || (first <= today && today <= last)),
      )
      .map(({ doc }) => doc.code),
  );
}

/** First and last hall day of a query. */
export function spanOf({ halls, nowhere }: Ask): { from: string; to: string } {
  const all = halls.length === 0 ? [nowhere] : halls;
  return {
    from: all.map(({ first }) => first).reduce((a, b) => (a < b ? a : b)),
    to: all.map(({ last }) => last).reduce((a, b) => (a > b ? a : b)),
  };
}
