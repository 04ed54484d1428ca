import type { MatterSummary } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { caseName } from './case-name';

type Named = Pick<MatterSummary, 'caseId' | 'title' | 'rating'>;

/** What a matter is called in a list: its title; a rating has none, but stars, tags and a window; else its number. */
export function useCaseTitle(): (matter: Named) => string {
  const { t } = useI18n();
  const windowText = (id: string, number: string | null): string =>
    number === null ? t('cases.atWindow', { window: id }) : t('window.name', { number });
  return ({ title, rating, caseId }) => {
    if (title !== null) return title;
    if (rating === null) return caseName(caseId);
    return [
      t('matter.rated', { n: rating.stars }),
      ...(rating.tags.length === 0 ? [] : [rating.tags.join(t('list.comma'))]),
      ...(rating.windowId === null ? [] : [windowText(rating.windowId, rating.windowNumber ?? null)]),
    ].join(' · ');
  };
}
