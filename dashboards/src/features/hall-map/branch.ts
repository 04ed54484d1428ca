import type { LiveQueue, LiveWindow } from '@cockpit/contracts';

/** Colours there are for branches (`--branch-0` …); a hall with more uses them again, and the name says which it is. */
export const BRANCH_COLOURS = 9;

export interface Branch {
  name: string;
  colour: string;
}

type Named = Pick<LiveQueue, 'code' | 'name'>;

export const branchOf = (code: string, queues: readonly Named[]): Branch => {
  const at = queues.findIndex((queue) => queue.code === code);
  return {
    name: queues[at]?.name ?? code,
    colour: at < 0 ? 'var(--faint)' : `var(--branch-${String(at % BRANCH_COLOURS)})`,
  };
};

/**
 * The branch that a window serves besides its own or instead of it, or null; `also` while it keeps its own.
 * The ticket at it says it best: it may be the last of a branch that the window has just been taken off.
 */
export function guestOf(
  { homeQueue, queues, ticketQueue }: Pick<LiveWindow, 'homeQueue' | 'queues' | 'ticketQueue'>,
  known: readonly Named[],
): (Branch & { also: boolean }) | null {
  if (homeQueue === null) return null;
  const others = queues.filter((code) => code !== homeQueue);
  const code = others.find((one) => one === ticketQueue) ?? others[0];
  return code === undefined ? null : { ...branchOf(code, known), also: queues.includes(homeQueue) };
}
