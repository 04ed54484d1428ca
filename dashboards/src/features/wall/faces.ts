import { isRedUnanswered, ROTATE_SEC, type LiveHall, type Prompt, type Warning } from '@cockpit/contracts';

/** The faces of a wall, in the order they are shown when it rotates. */
export const FACES = ['map', 'queues', 'figures'] as const;
export type Face = (typeof FACES)[number];

/** `?rotate=30`: seconds each face stays; null when the wall is to stand still. */
export function rotationOf(query: unknown): number | null {
  const asked = typeof query === 'string' && query !== '' ? Number(query) : NaN;
  return Number.isFinite(asked) && asked > 0 ? Math.min(ROTATE_SEC.most, Math.max(ROTATE_SEC.least, asked)) : null;
}

/** The face after so many turns; a hall known by its boards only has no map. */
export const faceAt = (turn: number, boardOnly: boolean): Face => {
  const faces = boardOnly ? FACES.slice(1) : FACES;
  return faces[turn % faces.length] ?? 'map';
};

/** What makes a rotating wall turn back to its map: something new that somebody has to act on. */
export const urgentKey = (snapshot: Pick<LiveHall, 'prompts' | 'warnings'>): string =>
  [
    ...snapshot.prompts.filter(({ state }: Prompt) => state === 'shown').map(({ id }) => id),
    ...redWarnings(snapshot.warnings),
  ]
    .sort()
    .join('|');

/** Red warnings nobody has taken in hand yet, and nobody has silenced. */
export const redWarnings = (warnings: readonly Warning[]): string[] =>
  warnings.filter(isRedUnanswered).map(({ id }) => id);

/** Whether there is a red warning that was not there before. On the first look nothing is new: a wall that starts does not cry. */
export const hasNewRed = (before: ReadonlySet<string> | null, now: readonly string[]): boolean =>
  before !== null && now.some((id) => !before.has(id));
