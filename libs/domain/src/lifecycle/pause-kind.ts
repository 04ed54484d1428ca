export type PauseKind = 'lunch' | 'break';

/** Lower-case words that identify a source's pause reason. The first kind that matches wins: 午休 is lunch. */
const WORDS: readonly (readonly [PauseKind, readonly string[]])[] = [
  ['lunch', ['lunch', '午']],
  ['break', ['break', 'rest', '休']],
];

/** The kind of rostered absence that a pause reason means; null if none. No other code reads these reasons. */
export function pauseKind(reason: string): PauseKind | null {
  const lowerCase = reason.toLowerCase();
  return WORDS.find(([, words]) => words.some((word) => lowerCase.includes(word)))?.[0] ?? null;
}
