export type PauseKind = 'lunch' | 'break';

/** Words by which a source's reason for a pause is known, lower case; where several are found the first kind stands: 午休 is lunch. */
const WORDS: readonly (readonly [PauseKind, readonly string[]])[] = [
  ['lunch', ['lunch', '午']],
  ['break', ['break', 'rest', '休']],
];

/** What kind of rostered absence a source means by its reason; null when it is none. The only place that reads such a reason. */
export function pauseKind(reason: string): PauseKind | null {
  const said = reason.toLowerCase();
  return WORDS.find(([, words]) => words.some((word) => said.includes(word)))?.[0] ?? null;
}
