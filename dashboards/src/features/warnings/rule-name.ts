import { useWords } from '../../shared/words';

/** What a rule is called; its key where this page has no name for it, such as one of a newer server. */
export function useRuleName(): (key: string) => string {
  const { messageText } = useWords();
  return (key) => messageText({ code: `rule.${key}`, params: {} }) ?? key;
}
