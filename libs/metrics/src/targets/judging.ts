import type { Against, MetricAnswer, OrganisationDoc } from '@cockpit/contracts';
import { against, targetOf, type TargetPlace } from '@cockpit/domain';
import { targetPlaces } from './place';
import type { TargetBooks } from './target-store';

/** Splits whose parts are the same figure of the same place, so that its target is theirs. */
const OVER_TIME: ReadonlySet<string> = new Set(['day', 'weekday']);

/**
 * Puts every figure of an answer beside its target: the whole, its halls, its kinds of places and its days. A period has the target of the month
 * in which it ends, a day that of its own. Parts of a hall, such as queues and officers, have none.
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
  const judged = (value: number | null, place: TargetPlace | undefined, when: string): { target?: Against } => {
    const target = place === undefined ? null : targetOf(books, answer.key, place, when);
    const beside = target === null ? null : against(answer.key, value, target);
    return beside === null ? {} : { target: beside };
  };
  return {
    ...answer,
    ...judged(answer.value, own, month),
    parts: answer.parts.map((part) => {
      if (answer.by === 'hall') return { ...part, ...judged(part.value, places.get(part.by), month) };
      if (answer.by !== null && OVER_TIME.has(answer.by))
        return { ...part, ...judged(part.value, own, answer.by === 'day' ? part.by.slice(0, 7) : month) };
      return part;
    }),
  };
}
