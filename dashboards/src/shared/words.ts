import { render, type Message, type MessageCode } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import type { Locale } from './format';

/** Messages of the server in the language of the page. */
export function useWords(): {
  /** null: this page has no words for it, so that what was sent is shown instead */
  messageText: (message: Message) => string | null;
  textOf: (code: MessageCode, params?: Message['params']) => string;
} {
  const { locale } = useI18n();
  const messageText = (message: Message): string | null => render(message, locale.value as Locale);
  return { messageText, textOf: (code, params = {}) => messageText({ code, params }) ?? code };
}
