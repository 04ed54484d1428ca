import type { PromptOrder } from './orders';
import type { PredictedChange, Prompt, PromptAim } from './prompts';

/** The queue that a prompt is for. Prompts without an aim are for the queue whose people go to another hall, or whose wait falls most. */
export function queueOf({ aim, way, queues, predicted }: Pick<Prompt, 'aim' | 'way' | 'queues' | 'predicted'>): string {
  if (aim !== undefined) return aim.queue;
  const fall = (code: string): number => (predicted[code]?.beforeP80Sec ?? 0) - (predicted[code]?.afterP80Sec ?? 0);
  const [most] = way === undefined ? Object.keys(predicted).sort((a, b) => fall(b) - fall(a)) : [];
  return most ?? queues[0] ?? '';
}

/** People fewer who are sent home unserved at closing; 0 for a prompt with another reason. */
export const fewerAtClosing = ({ aim }: { readonly aim?: PromptAim | null | undefined }): number => aim?.people ?? 0;

/** The figures of a change to show large: P50; P80 where P50 stays the same in whole minutes, or where the prompt is for later arrivals. */
export function shownWait(
  { beforeP50Sec, afterP50Sec, beforeP80Sec, afterP80Sec }: PredictedChange,
  horizon: PromptAim['horizon'] = 'now',
): { isMedian: boolean; beforeSec: number; afterSec: number } {
  const isMedian =
    horizon !== 'hour' && horizon !== 'later' && Math.round(beforeP50Sec / 60) !== Math.round(afterP50Sec / 60);
  return isMedian
    ? { isMedian, beforeSec: beforeP50Sec, afterSec: afterP50Sec }
    : { isMedian, beforeSec: beforeP80Sec, afterSec: afterP80Sec };
}

/** Open and not run out; the one for the worst trouble first, then the one worth most, then the newest: the first is the prompt of the moment. */
export const openPrompts = (prompts: readonly Prompt[], hallNowMs: number): Prompt[] =>
  prompts
    .filter(({ state, expiresAt }) => state === 'shown' && Date.parse(expiresAt) > hallNowMs)
    .sort(
      (a, b) =>
        (b.troubleMin ?? 0) - (a.troubleMin ?? 0) ||
        b.gainMin - a.gainMin ||
        Date.parse(b.decidedAt) - Date.parse(a.decidedAt),
    );

/** Whether a measure was agreed to and has not ended: so long the server takes an undo. */
export const isInForce = (prompt: Pick<Prompt, 'state' | 'until'>, hallNowMs: number): boolean =>
  (prompt.state === 'accepted' || prompt.state === 'carried-out') &&
  (prompt.until === undefined || Date.parse(prompt.until) > hallNowMs);

/** What the hall works by now, what was agreed to last first. */
export const promptsInForce = (prompts: readonly Prompt[], hallNowMs: number): Prompt[] =>
  prompts.filter((prompt) => isInForce(prompt, hallNowMs)).sort((a, b) => agreed(b) - agreed(a));
const agreed = ({ answeredAt, decidedAt }: Prompt): number => Date.parse(answeredAt ?? decidedAt);

/** What was asked first and is not confirmed yet; undefined: nothing. */
export const firstTold = ({ orders = [] }: Pick<Prompt, 'orders'>): PromptOrder | undefined =>
  orders.filter(({ state }) => state === 'told').sort((a, b) => Date.parse(a.toldAt) - Date.parse(b.toldAt))[0];

/**
 * What somebody asked to do it has said so far: not all of them have confirmed it, its window ends its ticket first, all have confirmed it,
 * it is being done, or it cannot be done; null where nobody is asked.
 */
export function stageOf(
  prompt: Pick<Prompt, 'orders' | 'freeAt'>,
): 'cannot' | 'waits' | 'finishes' | 'received' | 'doing' | null {
  const { orders = [] } = prompt;
  if (orders.length === 0) return null;
  if (orders.some(({ state }) => state === 'cannot')) return 'cannot';
  if (prompt.freeAt === null && firstTold(prompt)?.to === 'window') return 'finishes';
  if (orders.some(({ state }) => state === 'told')) return 'waits';
  return orders.some(({ state }) => state === 'received') ? 'received' : 'doing';
}
