import type { Warning } from '@cockpit/contracts';
import { useSentence, useWords } from '../../shared/words';

/** What a warning says, in the language of the page. */
export function useWarningText(): (
  warning: Pick<Warning, 'message' | 'words'> & Partial<Pick<Warning, 'flapping'>>,
) => string {
  const sentence = useSentence();
  const { textOf } = useWords();
  return ({ message, words, flapping }) => {
    const said = sentence(message, words);
    return flapping === undefined ? said : textOf('warning.comes-and-goes', { said, n: flapping });
  };
}
