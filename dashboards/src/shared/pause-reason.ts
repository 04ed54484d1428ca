import { useI18n } from 'vue-i18n';
import { useOwnWords } from './own-words';

/** What a source's reason for a pause is called, here or by the organisation; null where nobody has a word for it. */
export function usePauseReason(): (sent: string) => string | null {
  const i18n = useI18n();
  const own = useOwnWords();
  return (sent) => (i18n.te(`pauseReason.${sent}`) ? i18n.t(`pauseReason.${sent}`) : own('reasons', sent));
}
