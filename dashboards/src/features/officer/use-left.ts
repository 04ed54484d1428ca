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

/** By when a matter is due and how long that is, apart: days of two kinds below each other seem out of order, due times do not. */
export function useDueParts(nowMs: () => number): (matter: MatterSummary) => { due: string; left: string } {
  const { t } = useI18n();
  const left = useLeft();
  return (matter) => {
    if (matter.dueAt === null) return { due: t('me.noDue'), left: '' };
    const { day, time } = dayWord(matter.dueAt, nowMs(), OFFICE_ZONE);
    const due = day === null ? t('me.dueAt', { time }) : t(`me.dueOn.${day}`, { time });
    const hours = day === 'today' && !matter.paused ? clockLeft(matter.dueAt, nowMs()) : null;
    return { due, left: hours === null ? left(matter) : t(`me.${hours.key}`, { n: hours.n }) };
  };
}

/** The same in one breath. */
export function useDue(nowMs: () => number): (matter: MatterSummary) => string {
  const { t } = useI18n();
  const parts = useDueParts(nowMs);
  return (matter) => {
    const { due, left } = parts(matter);
    return left === '' ? due : t('me.dueLeft', { due, left });
  };
}
