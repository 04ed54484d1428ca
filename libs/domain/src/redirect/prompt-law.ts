import type { Prompt } from '@cockpit/contracts';
import type { HallState } from '../live';
import { qualifiedQueues } from '../live/qualified';
import type { RedirectParams } from './params';
import { saysWorth } from './worth';

/** What somebody said no to, and when, hall time, epoch ms. */
export interface DeclinedPrompt extends Pick<Prompt, 'kind' | 'windowId' | 'queues'> {
  readonly at: number;
}

/** How a prompt that is shown can break the law. */
export type LawBreach = 'worth' | 'window-away' | 'not-qualified' | 'refused';

type Asked = Pick<Prompt, 'kind' | 'windowId' | 'queues'>;

/** Whether two prompts ask the same: the same kind of thing of the same window, for a queue they have in common. */
export const asksTheSame = (one: Asked, other: Asked): boolean =>
  one.kind === other.kind &&
  one.windowId === other.windowId &&
  one.queues.some((queue) => other.queues.includes(queue));

const MINUTE = 60_000;

/**
 * The law of open prompts, held against one snapshot: whatever is shown for an answer is worth enough, its window is there and qualified,
 * and the same was not refused in the last quarter of an hour. What was agreed to is an order that is being carried out, and no business of
 * this law. It knows nothing of how prompts are made or withdrawn, so that it can judge both.
 */
export function breachesOf(
  shown: readonly Prompt[],
  state: HallState,
  declined: readonly DeclinedPrompt[],
  params: Pick<RedirectParams, 'reliefMin' | 'reliefShare' | 'refusedCooldownMin'>,
): { readonly prompt: Prompt; readonly breach: LawBreach }[] {
  return shown
    .filter((prompt) => prompt.state === 'shown')
    .flatMap((prompt) => {
      const found: LawBreach[] = [];
      if (!saysWorth(prompt, params)) found.push('worth');
      if (isAway(prompt, state)) found.push('window-away');
      if (isUnqualified(prompt, state)) found.push('not-qualified');
      const since = state.now - params.refusedCooldownMin * MINUTE;
      if (declined.some((one) => one.at > since && one.at <= state.now && asksTheSame(one, prompt)))
        found.push('refused');
      return found.map((breach) => ({ prompt, breach }));
    });
}

/** A window that is to help is at work; one that is to be opened is not yet; somebody who is to come back has not. */
function isAway({ kind, windowId }: Prompt, state: HallState): boolean {
  if (windowId === undefined) return false;
  const is = state.windows.get(windowId)?.state ?? 'offline';
  if (kind === 'open') return is !== 'closed' && is !== 'offline';
  if (kind === 'recall') return is !== 'paused';
  return is !== 'idle' && is !== 'called' && is !== 'serving';
}

/** Whoever the feed saw sit down there may be sent to every queue it names. */
function isUnqualified({ kind, windowId, queues }: Prompt, state: HallState): boolean {
  if (windowId === undefined || kind === 'recall') return false;
  const officerId = state.windows.get(windowId)?.officerId ?? null;
  const officer = state.config.officers.find(({ id }) => id === officerId);
  const listed = state.windows.get(windowId)?.config;
  if (officer === undefined) return false;
  const may = new Set([
    ...qualifiedQueues(state.config, officer),
    ...(listed?.kind === 'reserve' ? listed.queues : []),
  ]);
  return queues.some((queue) => !may.has(queue));
}
