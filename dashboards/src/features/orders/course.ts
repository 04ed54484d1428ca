import type { MyOrder, Prompt, PromptOrder } from '@cockpit/contracts';

/** How far an order has come, as the desk says it. */
export const STAGES = ['delivered', 'seen', 'doing', 'done'] as const;
/** `told`: no channel of theirs has confirmed it yet, nor has a page shown it. */
export type Stage = 'told' | (typeof STAGES)[number];

type Course = Pick<PromptOrder, 'state' | 'deliveredAt' | 'seenAt'>;

/** The furthest stage reached: what a window did without a tap has been done all the same. Null: it will not come to that any more. */
export function stageOf(course: Course): Stage | null {
  const { state, deliveredAt = null, seenAt } = course;
  if (state === 'done') return 'done';
  if (state === 'over' || state === 'cannot') return null;
  if (state === 'received') return 'doing';
  if (seenAt !== null) return 'seen';
  return deliveredAt === null ? 'told' : 'delivered';
}

/** Nobody did it or it cannot be done: the supervisor is to decide. */
export const needsDecision = ({ state, raised }: Pick<PromptOrder, 'state' | 'raised'>): boolean =>
  raised === 2 && (state === 'told' || state === 'cannot');

export interface Raised {
  prompt: Prompt;
  order: PromptOrder;
}
/** What waits for the supervisor, the oldest first. */
export const raisedOf = (prompts: readonly Prompt[]): Raised[] =>
  prompts
    .flatMap((prompt) => (prompt.orders ?? []).filter(needsDecision).map((order) => ({ prompt, order })))
    .sort((a, b) => Date.parse(a.order.toldAt) - Date.parse(b.order.toldAt));

/** What is to be answered first; of what has ended the latest. */
export const inOrder = (orders: readonly MyOrder[]): MyOrder[] =>
  [...orders].sort(
    (a, b) => weight(b) - weight(a) || Date.parse(b.endedAt ?? b.toldAt) - Date.parse(a.endedAt ?? a.toldAt),
  );
const weight = ({ state }: MyOrder): number => (state === 'told' ? 2 : state === 'done' || state === 'over' ? 0 : 1);
