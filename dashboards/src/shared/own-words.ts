import { ownWord, WordsDoc } from '@cockpit/contracts';
import { useSessionStore } from '../features/session/store';
import { useAnswer } from './answer';
import { ask } from './http';

const KEEP_MS = 10 * 60_000;
const fetchWords = async (): Promise<WordsDoc> => (await ask('GET', '/v1/words', WordsDoc)).body;

/** What the organisation itself calls what its sources send; null where it has no word for it. */
export function useOwnWords(): (list: keyof WordsDoc, sent: string) => string | null {
  const session = useSessionStore();
  const { data } = useAnswer({
    name: 'own-words',
    about: () => session.caller?.id ?? null,
    ask: fetchWords,
    freshMs: KEEP_MS,
    keepMs: KEEP_MS,
  });
  return (list, sent) => ownWord(data.value ?? undefined, list, sent);
}

/** What the organisation calls a source; one it has no word for is called as it calls itself. */
export function useSourceName(): (source: string) => string {
  const own = useOwnWords();
  return (source) => own('sources', source) ?? source;
}
