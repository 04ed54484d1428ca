import type { Prompt } from '@cockpit/contracts';
import { useSentence, useWords } from '../../shared/words';

/** A reason for all to see: what the product says, or a button; null when somebody wrote it, who may have named somebody. */
export function usePublicReason(): (prompt: Pick<Prompt, 'reasonWords'>) => string | null {
  const { messageText } = useWords();
  return ({ reasonWords }) => (reasonWords === undefined ? null : messageText(reasonWords));
}

/** Why a prompt ended: in the language of the page where the product says it or a button did, else as somebody wrote it. */
export function useReason(): (prompt: Pick<Prompt, 'reason' | 'reasonWords'>) => string {
  const sentence = useSentence();
  return ({ reason = '', reasonWords }) => (reasonWords === undefined ? reason : sentence(reason, reasonWords));
}
