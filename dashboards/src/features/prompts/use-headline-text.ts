import { useI18n } from 'vue-i18n';
import type { Headline } from './headline';

/** of more queues than these only the one that it is for is named */
const MOST_NAMED = 2;

/** What is to be done, as a sentence. */
export function useHeadlineText(): (headline: Headline) => string {
  const { t } = useI18n();
  return ({ key, window, queues, hall, item }) => {
    const [first = ''] = queues;
    const named =
      queues.length > MOST_NAMED ? t('list.firstOf', { first, n: queues.length }) : queues.join(t('list.comma'));
    return t(`prompt.do.${key}`, { window, queues: named, hall, item: item || named });
  };
}
