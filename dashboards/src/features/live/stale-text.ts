import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { timeOfDay } from '../../shared/format';
import { useLiveStore } from './store';

/** What to say instead of passing old numbers off as new; null while they are live. */
export function useStaleText(): ComputedRef<string | null> {
  const { t } = useI18n();
  const live = useLiveStore();
  return computed(() => {
    const { fresh, picture } = live;
    if (fresh.state !== 'stale' || !picture) return null;
    if (fresh.since === null) return t('stale.feedNever');
    return t(`stale.${fresh.cause}`, { time: timeOfDay(fresh.since, picture.timeZone, true) });
  });
}
