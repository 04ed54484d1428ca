import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAgo } from '../../shared/ago';
import { timeOfDay } from '../../shared/format';
import { useLiveStore } from './store';

/** What to say instead of passing old numbers off as new; null while they are live. Times are hall times. */
export function useStaleText(): ComputedRef<string | null> {
  const { t } = useI18n();
  const ago = useAgo();
  const live = useLiveStore();
  return computed(() => {
    const { fresh, snapshot } = live;
    if (fresh.state !== 'stale' || !snapshot) return null;
    if (fresh.hallTime === null && fresh.cause === 'feed') return t('stale.feedNever');
    return t(`stale.${live.state.refused !== null && fresh.cause === 'line' ? 'refused' : fresh.cause}`, {
      time: timeOfDay(fresh.hallTime ?? NaN, snapshot.timeZone, true),
      ago: fresh.forSec === null ? '' : ago(fresh.forSec),
    });
  });
}
