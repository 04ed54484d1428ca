import type { MatterSummary } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { OFFICE_ZONE } from '../cases/zone';
import { clockLeft, dayWord, daysLeft } from './due';

/** How long a matter has left, in words; nothing where it has no limit. */
export function useLeft(): (matter: MatterSummary) => string {
  const { t } = useI18n();
  return (matter) => {
    const days = daysLeft(matter);
    return days === null ? '' : t(`me.${days.key}`, { n: days.n });
  };
}

/** By when a matter is due, then how long that is: days of two kinds side by side seem out of order, due times do not. */
export function useDue(nowMs: () => number): (matter: MatterSummary) => string {
  const { t } = useI18n();
  const left = useLeft();
  return (matter) => {
    if (matter.dueAt === null) return t('me.noDue');
    const { day, time } = dayWord(matter.dueAt, nowMs(), OFFICE_ZONE);
    const due = day === null ? t('me.dueAt', { time }) : t(`me.dueOn.${day}`, { time });
    const hours = day === 'today' && !matter.paused ? clockLeft(matter.dueAt, nowMs()) : null;
    const how = hours === null ? left(matter) : t(`me.${hours.key}`, { n: hours.n });
    return how === '' ? due : t('me.dueLeft', { due, left: how });
  };
}
