import type { PromptOrder } from './orders';
import type { PredictedChange, Prompt, PromptAim } from './prompts';

/** Queue of a prompt. Without an aim it is the one whose visitors go to another hall, or whose wait falls most. */
export function queueOf({ aim, way, queues, predicted }: Pick<Prompt, 'aim' | 'way' | 'queues' | 'predicted'>): string {
  if (aim !== undefined) return aim.queue;
  const fall = (code: string): number => (predicted[code]?.beforeP80Sec ?? 0) - (predicted[code]?.afterP80Sec ?? 0);
  const [most] = way === undefined ? Object.keys(predicted).sort((a, b) => fall(b) - fall(a)) : [];
  return most ?? queues[0] ?? '';
}

/** Reduction of people sent home unserved at closing; 0 for prompts with another reason. */
export const fewerAtClosing = ({ aim }: { readonly aim?: PromptAim | null | undefined }): number => aim?.people ?? 0;

/** The figures of a change to emphasise: P50; P80 if P50 does not change in whole minutes, or if the prompt is for later arrivals. */
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

/** Open and unexpired prompts: by the worst trouble, then by value, then newest first; the first is the current prompt. */
export const openPrompts = (prompts: readonly Prompt[], hallNowMs: number): Prompt[] =>
  prompts
    .filter(({ state, expiresAt }) => state === 'shown' && Date.parse(expiresAt) > hallNowMs)
    .sort(
      (a, b) =>
        (b.troubleMin ?? 0) - (a.troubleMin ?? 0) ||
        b.gainMin - a.gainMin ||
        Date.parse(b.decidedAt) - Date.parse(a.decidedAt),
    );

/** Whether a measure was agreed to and has not ended; until then it can be undone. */
export const isInForce = (prompt: Pick<Prompt, 'state' | 'until'>, hallNowMs: number): boolean =>
  (prompt.state === 'accepted' || prompt.state === 'carried-out') &&
  (prompt.until === undefined || Date.parse(prompt.until) > hallNowMs);

/** Measures in force, the last agreed first. */
export const promptsInForce = (prompts: readonly Prompt[], hallNowMs: number): Prompt[] =>
  prompts.filter((prompt) => isInForce(prompt, hallNowMs)).sort((a, b) => agreed(b) - agreed(a));
const agreed = ({ answeredAt, decidedAt }: Prompt): number => Date.parse(answeredAt ?? decidedAt);

/** The first unconfirmed order; undefined without one. */
export const firstTold = ({ orders = [] }: Pick<Prompt, 'orders'>): PromptOrder | undefined =>
  orders.filter(({ state }) => state === 'told').sort((a, b) => Date.parse(a.toldAt) - Date.parse(b.toldAt))[0];

/**
 * Progress of a prompt's orders: not all have confirmed it, its window ends its ticket first, all have confirmed it, it is being done, or
 * it cannot be done; null without orders.
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
