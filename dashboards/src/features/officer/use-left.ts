import type { MatterSummary } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { officeTime } from '../cases/zone';
import { daysLeft } from './due';

/** How long a matter has left, in words; nothing where it has no limit. */
export function useLeft(): (matter: MatterSummary) => string {
  const { t } = useI18n();
  return (matter) => {
    const days = daysLeft(matter);
    return days === null ? '' : t(`me.${days.key}`, { n: days.n });
  };
}

/** By when a matter is due, then how long that is: days of two kinds side by side seem out of order, due times do not. */
export function useDue(): (matter: MatterSummary) => string {
  const { t } = useI18n();
  const left = useLeft();
  return (matter) => {
    if (matter.dueAt === null) return t('me.noDue');
    const due = t('me.dueAt', { time: officeTime(matter.dueAt) });
    const how = left(matter);
    return how === '' ? due : t('me.dueLeft', { due, left: how });
  };
}
