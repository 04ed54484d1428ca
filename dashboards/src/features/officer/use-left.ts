import type { MatterSummary } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { daysLeft } from './due';

/** How long a matter has left, in words; nothing where it has no limit. */
export function useLeft(): (matter: MatterSummary) => string {
  const { t } = useI18n();
  return (matter) => {
    const days = daysLeft(matter);
    return days === null ? '' : t(`me.${days.key}`, { n: days.n });
  };
}
