import { useEventListener } from '@vueuse/core';
import { isTyping } from '../../shared/typing';
import { searching } from './opened';

const opens = ({ key, ctrlKey, metaKey, altKey, shiftKey, target }: KeyboardEvent): boolean => {
  if (altKey) return false;
  if (ctrlKey || metaKey) return !shiftKey && key.toLowerCase() === 'k';
  return key === '/' && !isTyping(target);
};

/** Ctrl-K, or Cmd-K, opens the search wherever one is; `/` does where nobody is typing. */
export function useSearchKeys(isAllowed: () => boolean): void {
  useEventListener('keydown', (event) => {
    if (!opens(event) || !isAllowed()) return;
    event.preventDefault();
    searching.value = true;
  });
}
