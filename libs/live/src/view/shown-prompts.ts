import { isHeldBack, type LiveHall, type Prompt } from '@cockpit/contracts';
import { contradicts, type HallState } from '@cockpit/domain';

const waits = ({ state }: Prompt): boolean => state === 'shown';

/** Prompts a snapshot may show: none waits for an answer whose time is over, or that the hall of the same snapshot speaks against. */
export const promptsIn = (prompts: readonly Prompt[], state: HallState): Prompt[] =>
  prompts.filter(
    (prompt) =>
      !waits(prompt) ||
      (state.now <= Date.parse(prompt.expiresAt) &&
        !contradicts({ ...prompt, until: prompt.until === undefined ? null : Date.parse(prompt.until) }, state)),
  );

/** Prompts of this moment shown together with a snapshot made before: what that left out stays out, and no window may be away there. */
export const promptsBeside = (prompts: readonly Prompt[], snapshot: LiveHall): Prompt[] =>
  prompts.filter((prompt) => !waits(prompt) || (!isHeldBack(prompt, snapshot) && isThere(prompt, snapshot)));

function isThere({ kind, windowId }: Prompt, { windows }: LiveHall): boolean {
  if (windowId === undefined) return true;
  const is = windows.find((window) => window.windowId === windowId)?.state ?? 'offline';
  if (kind === 'open') return is === 'closed' || is === 'offline';
  if (kind === 'recall') return is === 'paused';
  return is === 'idle' || is === 'called' || is === 'serving';
}
