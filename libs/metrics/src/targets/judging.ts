import type { Against, MetricAnswer, OrganisationDoc } from '@cockpit/contracts';
import { against, targetOf, type TargetPlace } from '@cockpit/domain';
import { targetPlaces } from './place';
import type { TargetBooks } from './target-store';

/** Temporal splits: their parts share the target of the whole. */
const OVER_TIME: ReadonlySet<string> = new Set(['day', 'weekday']);

/**
 * Adds targets to an answer: to the whole, its halls and its days. A period uses the target of the month in which it
 * ends, a day that of its own month. Parts of a hall, such as queues and officers, have none.
 */
export function besideTargets(
  answer: MetricAnswer,
  books: TargetBooks,
  doc: Pick<OrganisationDoc, 'halls'> | null,
): MetricAnswer {
  if (books.size === 0) return answer;
  const places = targetPlaces(doc?.halls ?? []);
  const month = answer.to.slice(0, 7);
  const own = places.get(answer.hall);
  const targetFields = (value: number | null, place: TargetPlace | undefined, when: string): { target?: Against } => {
    const target = place === undefined ? null : targetOf(books, answer.key, place, when);
    const comparison = target === null ? null : against(answer.key, value, target);
    return comparison === null ? {} : { target: comparison };
  };
  return {
    ...answer,
    ...targetFields(answer.value, own, month),
    parts: answer.parts.map((part) => {
      if (answer.by === 'hall') return { ...part, ...targetFields(part.value, places.get(part.by), month) };
      if (answer.by !== null && OVER_TIME.has(answer.by))
        return { ...part, ...targetFields(part.value, own, answer.by === 'day' ? part.by.slice(0, 7) : month) };
      return part;
    }),
  };
}
