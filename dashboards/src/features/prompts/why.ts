import type { Prompt } from '@cockpit/contracts';
import { useSentence } from '../../shared/words';

/** Why a prompt is given, in the language of the page. */
export function useWhy(): (prompt: Pick<Prompt, 'why' | 'words'>) => string {
  const sentence = useSentence();
  return ({ why, words }) => sentence(why, words);
}
