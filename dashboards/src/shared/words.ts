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

/**
 * What stands both as a Chinese sentence and as data, in the language of the page. What was written before there was data, or by a
 * newer server, is shown as sent; to whoever reads another language it is marked so.
 */
export function useSentence(): (chinese: string, words: Message | undefined) => string {
  const { t, locale } = useI18n();
  const { messageText } = useWords();
  return (chinese, words) =>
    (words === undefined ? null : messageText(words)) ??
    (locale.value === 'zh-CN' ? chinese : t('problem.original', { text: chinese }));
}
