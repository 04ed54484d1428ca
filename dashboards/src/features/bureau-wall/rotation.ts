import type { PlayEntry } from '@cockpit/contracts';

/** So long a hall that turned red is shown before the list goes on. */
export const JUMP_SEC = 60;
/** Whoever touches the screen reads it: so long it stays. */
export const HOLD_SEC = 60;
/** Halls that turn red at once wait for one another; more at once are one trouble, which the bureau's wall shows. */
export const MOST_WAITING = 3;

/** A red warning that nobody has answered. */
export interface Red {
  readonly id: string;
  readonly hall: string;
}

/** Where a play list stands. Times are epoch ms of the device. */
export interface Rotation {
  /** place in the list */
  readonly at: number;
  /** since when what is shown is shown */
  readonly since: number;
  /** the hall that turned red, shown in place of the list */
  readonly jump: string | null;
  /** halls that turned red meanwhile, shown next */
  readonly waiting: readonly string[];
  /** red warnings that were seen; null before the first look, at which nothing is new */
  readonly known: ReadonlySet<string> | null;
  /** somebody reads: nothing turns before then */
  readonly heldUntil: number | null;
}

export type Step =
  | { readonly kind: 'tick' }
  | { readonly kind: 'red'; readonly red: readonly Red[] }
  /** somebody has seen the hall that turned red */
  | { readonly kind: 'looked' }
  | { readonly kind: 'touched' }
  | { readonly kind: 'next' };

export const begin = (now: number): Rotation => ({
  at: 0,
  since: now,
  jump: null,
  waiting: [],
  known: null,
  heldUntil: null,
});

/** What is shown; null for a list of nothing. */
export function shownOf({ at, jump }: Rotation, list: readonly PlayEntry[]): PlayEntry | null {
  if (jump !== null) return { page: 'wall', hall: jump, sec: JUMP_SEC };
  return list[at % Math.max(1, list.length)] ?? null;
}

/** Seconds until the next turn; null while somebody reads, or there is nothing to turn to. */
export function secondsLeft(state: Rotation, list: readonly PlayEntry[], now: number): number | null {
  const shown = shownOf(state, list);
  if (shown === null || state.heldUntil !== null || (list.length < 2 && state.jump === null)) return null;
  return Math.max(0, Math.ceil(shown.sec - (now - state.since) / 1000));
}

/** How far into its time what is shown is, 0–1. */
export function shareOf(state: Rotation, list: readonly PlayEntry[], now: number): number {
  const shown = shownOf(state, list);
  return shown === null ? 0 : Math.min(1, Math.max(0, (now - state.since) / (shown.sec * 1000)));
}

export function step(state: Rotation, list: readonly PlayEntry[], what: Step, now: number): Rotation {
  switch (what.kind) {
    case 'tick':
      return ticked(state, list, now);
    case 'red':
      return looked(state, what.red, now);
    case 'looked':
      return state.jump === null ? state : afterJump(state, now);
    case 'touched':
      return { ...state, heldUntil: now + HOLD_SEC * 1000 };
    case 'next':
      return state.jump === null ? turned(state, list, now) : afterJump(state, now);
  }
}

function ticked(state: Rotation, list: readonly PlayEntry[], now: number): Rotation {
  // a device's clock that was set back does not hold the screen until it has caught up
  if (now < state.since) return { ...state, since: now, heldUntil: null };
  if (state.heldUntil !== null)
    return now < state.heldUntil && state.heldUntil - now <= HOLD_SEC * 1000
      ? state
      : { ...state, since: now, heldUntil: null };
  const shown = shownOf(state, list);
  if (shown === null || now - state.since < shown.sec * 1000) return state;
  return state.jump === null ? turned(state, list, now) : afterJump(state, now);
}

const turned = (state: Rotation, list: readonly PlayEntry[], now: number): Rotation => ({
  ...state,
  at: (state.at + 1) % Math.max(1, list.length),
  since: now,
  heldUntil: null,
});

/** To the next hall that turned red, or back to where the list was. */
function afterJump(state: Rotation, now: number): Rotation {
  const [jump = null, ...waiting] = state.waiting;
  return { ...state, jump, waiting, since: now, heldUntil: null };
}

/** A hall with a red warning that is new is jumped to once; one whose red warnings were all answered has been looked at. */
function looked(state: Rotation, red: readonly Red[], now: number): Rotation {
  const known = new Set(red.map(({ id }) => id));
  const halls = new Set(red.map(({ hall }) => hall));
  const seen = state.known;
  const turnedRed = seen === null ? [] : red.filter(({ id }) => !seen.has(id)).map(({ hall }) => hall);
  const waiting = [...new Set([...state.waiting, ...turnedRed])]
    .filter((hall) => halls.has(hall) && hall !== state.jump)
    .slice(0, MOST_WAITING);
  const next = { ...state, known, waiting };
  const isOver = state.jump === null ? waiting.length > 0 : !halls.has(state.jump);
  // whoever reads is not interrupted: what turned red waits
  return isOver && state.heldUntil === null ? afterJump(next, now) : next;
}
