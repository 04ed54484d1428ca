import type { MatterSummary } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { OFFICE_ZONE } from '../cases/zone';
import { clockLeft, dayWord, daysLeft } from './due';

/** By when a matter is due and how long that is, apart: days of two kinds below each other seem out of order, due times do not. */
export function useDueParts(nowMs: () => number): (matter: MatterSummary) => { due: string; left: string } {
  const { t } = useI18n();
  return (matter) => {
    if (matter.dueAt === null) return { due: t('me.noDue'), left: '' };
    const { day, time } = dayWord(matter.dueAt, nowMs(), OFFICE_ZONE);
    const due = day === null ? t('me.dueAt', { time }) : t(`me.dueOn.${day}`, { time });
    const hours = day === 'today' && !matter.paused ? clockLeft(matter.dueAt, nowMs()) : null;
    const left = hours ?? daysLeft(matter);
    return { due, left: left === null ? '' : t(`me.${left.key}`, { n: left.n }) };
  };
}
