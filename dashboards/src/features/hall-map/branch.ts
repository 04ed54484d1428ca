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

/** What a window serves besides its own branch, or instead of it; `also` while it keeps its own. */
export interface Guests {
  /** by name; the one that is served now alone, else all */
  names: string[];
  colour: string;
  also: boolean;
  /** somebody is served of it now */
  now: boolean;
}

/**
 * What a window serves besides its own branch or instead of it, or null. The ticket at it says it best: it may be the last
 * of a branch that the window has just been taken off. One of several that nobody is served of has the colour of none.
 */
export function guestsOf(
  { homeQueue, queues, ticketQueue }: Pick<LiveWindow, 'homeQueue' | 'queues' | 'ticketQueue'>,
  known: readonly Named[],
): Guests | null {
  if (homeQueue === null) return null;
  const others = queues.filter((code) => code !== homeQueue);
  const served = others.filter((code) => code === ticketQueue);
  const branches = (served.length > 0 ? served : others).map((code) => branchOf(code, known));
  const [first, second] = branches;
  if (first === undefined) return null;
  return {
    names: branches.map(({ name }) => name),
    colour: second === undefined ? first.colour : 'var(--dim)',
    also: queues.includes(homeQueue),
    now: served.length > 0,
  };
}
