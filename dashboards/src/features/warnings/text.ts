import type { Warning } from '@cockpit/contracts';
import { useSentence } from '../../shared/words';

/** What a warning says, in the language of the page. */
export function useWarningText(): (warning: Pick<Warning, 'message' | 'words'>) => string {
  const sentence = useSentence();
  return ({ message, words }) => sentence(message, words);
}
