import { useEventListener } from '@vueuse/core';
import { isTyping } from '../../shared/typing';

export interface KeyPress {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  repeat: boolean;
}

/** Which action a key press asks for; held-down keys and keys with modifiers belong to the browser. */
export function actionOf(press: KeyPress): 'accept' | 'decline' | 'instead' | null {
  if (press.altKey || press.ctrlKey || press.metaKey || press.repeat) return null;
  const key = press.key.toLowerCase();
  return key === 'a' ? 'accept' : key === 'd' ? 'decline' : key === 'e' ? 'instead' : null;
}

/** A accepts, D declines and E does it differently, unless somebody is typing or a dialog is open. */
export function useShortcuts(actions: {
  accept: () => void;
  decline: () => void;
  instead: () => void;
  blocked: () => boolean;
}): void {
  useEventListener('keydown', (event) => {
    const action = actionOf(event);
    if (action === null || isTyping(event.target) || actions.blocked()) return;
    event.preventDefault();
    actions[action]();
  });
}
