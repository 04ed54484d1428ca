/** More at once nobody listens to. */
const MOST_SAID = 3;

export interface Announced<R> {
  /** what is new, the latest first, at most three */
  say: readonly R[];
  /** how many more are new */
  more: number;
  known: ReadonlySet<string>;
}

/** Red warnings that are to be said: each once, and none of those that were there on the first look. */
export function announced<R extends { readonly id: string }>(
  known: ReadonlySet<string> | null,
  red: readonly R[],
): Announced<R> {
  const fresh = known === null ? [] : red.filter(({ id }) => !known.has(id));
  return {
    say: fresh.slice(0, MOST_SAID),
    more: Math.max(0, fresh.length - MOST_SAID),
    known: new Set(red.map(({ id }) => id)),
  };
}

/** The voice of a language. One of the device itself goes first: those of the internet are silent in a closed network. */
export function voiceFor<V extends Pick<SpeechSynthesisVoice, 'lang' | 'localService'>>(
  voices: readonly V[],
  language: string,
): V | null {
  const [spoken = ''] = language.toLowerCase().split('-');
  const nameOf = ({ lang }: V): string => lang.toLowerCase().replace('_', '-');
  const fitting = voices.filter(
    (voice) => nameOf(voice).split('-')[0] === spoken || (spoken === 'zh' && nameOf(voice).startsWith('cmn')),
  );
  const rank = (voice: V): number => (voice.localService ? 0 : 2) + (nameOf(voice) === language.toLowerCase() ? 0 : 1);
  return [...fitting].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}
