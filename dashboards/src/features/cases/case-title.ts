import type { MatterRating, MatterSummary } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { DASH } from '../../shared/format';
import { caseName } from './case-name';
import { days, leftKey, slaStatusOf } from './sla-status';

type Named = Pick<MatterSummary, 'caseId' | 'title' | 'rating'>;

/** The window a ticket was served at, as people call it; null where nobody said. */
export function useRatedWindow(): (rating: Pick<MatterRating, 'windowId' | 'windowNumber'> | null) => string | null {
  const { t } = useI18n();
  return (rating) => {
    if (rating === null || rating.windowId === null) return null;
    const number = rating.windowNumber ?? null;
    return number === null ? t('cases.atWindow', { window: rating.windowId }) : t('window.name', { number });
  };
}

/** What a matter is called in a list: its title; a rating has none, but stars, tags and a window; else its number. */
export function useCaseTitle(): (matter: Named) => string {
  const { t } = useI18n();
  const windowOf = useRatedWindow();
  return ({ title, rating, caseId }) => {
    if (title !== null) return title;
    if (rating === null) return caseName(caseId);
    const window = windowOf(rating);
    return [
      t('matter.rated', { n: rating.stars }),
      ...(rating.tags.length === 0 ? [] : [rating.tags.join(t('list.comma'))]),
      ...(window === null ? [] : [window]),
    ].join(' · ');
  };
}

/** What is left of a matter's time, or how much it took. */
export function useCaseLeft(): (matter: MatterSummary) => string {
  const { t } = useI18n();
  return (matter) => {
    const { remainingDays, elapsedDays, closedAt, overdue, limitUnit } = matter;
    if (closedAt !== null) {
      if (elapsedDays === null) return DASH;
      return days(elapsedDays) === '0' ? t('cases.usedLittle') : t('cases.used', { n: days(elapsedDays) });
    }
    // its card was taken away, and it is not counted among those overdue
    if (slaStatusOf(matter) === 'withdrawn') return t('cases.notCounted');
    if (remainingDays === null) return DASH;
    // past its time since, but what came after did not count
    if (overdue && days(remainingDays) === '0') return t('cases.late');
    return t(`cases.${leftKey(remainingDays, limitUnit)}`, { n: days(remainingDays) });
  };
}
