import { isHeldBack, type LiveHall, type Prompt } from '@cockpit/contracts';
import { contradicts, type HallState } from '@cockpit/domain';

const waits = ({ state }: Prompt): boolean => state === 'shown';
const isOrdered = ({ state, windowId }: Prompt): boolean => state === 'accepted' && windowId !== undefined;

/** Prompts a snapshot may show: none waits for an answer whose time is over, or that the hall of the same snapshot speaks against. */
export const promptsIn = (prompts: readonly Prompt[], state: HallState): Prompt[] =>
  prompts
    .filter(
      (prompt) =>
        !waits(prompt) ||
        (state.now <= Date.parse(prompt.expiresAt) &&
          !contradicts({ ...prompt, until: prompt.until === undefined ? null : Date.parse(prompt.until) }, state)),
    )
    .map((prompt) => (isOrdered(prompt) ? { ...prompt, ...freeAtIn(prompt, state) } : prompt));

/** When the window of an accepted prompt ended the ticket it had then; nothing where it had none. */
function freeAtIn({ windowId, answeredAt }: Prompt, { tickets }: HallState): Pick<Prompt, 'freeAt'> {
  const at = Date.parse(answeredAt ?? '');
  for (const ticket of tickets.values()) {
    const { calledAt } = ticket;
    if (ticket.windowId !== windowId || calledAt === null || calledAt > at) continue;
    const endedAt = ticket.finishedAt ?? ticket.leftAt;
    if (endedAt === null) return { freeAt: null };
    if (endedAt > at) return { freeAt: new Date(endedAt).toISOString() };
  }
  return {};
}

/** Prompts of this moment shown together with a snapshot made before: what that left out stays out, and no window may be away there. */
export const promptsBeside = (prompts: readonly Prompt[], snapshot: LiveHall): Prompt[] =>
  prompts
    .filter((prompt) => !waits(prompt) || (!isHeldBack(prompt, snapshot) && isThere(prompt, snapshot)))
    .map((prompt) => (isOrdered(prompt) ? { ...prompt, ...freeAtBeside(prompt, snapshot) } : prompt));

/** As the snapshot says it; of a prompt that was accepted since, as its window stands there. */
function freeAtBeside({ id, windowId }: Prompt, { prompts, windows }: LiveHall): Pick<Prompt, 'freeAt'> {
  const shown = prompts.find((prompt) => prompt.id === id && isOrdered(prompt));
  if (shown !== undefined) return shown.freeAt === undefined ? {} : { freeAt: shown.freeAt };
  const ticketId = windows.find((window) => window.windowId === windowId)?.ticketId ?? null;
  return ticketId === null ? {} : { freeAt: null };
}

function isThere({ kind, windowId }: Prompt, { windows }: LiveHall): boolean {
  if (windowId === undefined) return true;
  const is = windows.find((window) => window.windowId === windowId)?.state ?? 'offline';
  if (kind === 'open') return is === 'closed' || is === 'offline';
  if (kind === 'recall') return is === 'paused';
  return is === 'idle' || is === 'called' || is === 'serving';
}
