import { useI18n } from 'vue-i18n';
import type { Headline } from './headline';

/** What is to be done, as a sentence. */
export function useHeadlineText(): (headline: Headline) => string {
  const { t } = useI18n();
  return ({ key, window, queues, hall, item }) => {
    const named = queues.join(t('list.comma'));
    return t(`prompt.do.${key}`, { window, queues: named, hall, item: item || named });
  };
}
