import { useI18n } from 'vue-i18n';
import { useOwnWords } from '../../shared/own-words';

/** What the organisation calls a fault; one it has no word for is told by its code. */
export function useFaultText(): (code: string) => string {
  const { t } = useI18n();
  const own = useOwnWords();
  return (code) => own('faults', code) ?? t('terminals.code', { code });
}
