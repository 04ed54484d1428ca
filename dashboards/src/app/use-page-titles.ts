import spellings from 'virtual:page-spellings';
import { useI18n } from 'vue-i18n';
import type { FoundPage } from '../features/search/use-search';
import { useSessionStore } from '../features/session/store';
import { findablePages } from './navigation';
import { useHallToOpen } from './use-hall-to-open';

/** The pages that whoever is signed in may open, by the names that they have on screen. */
export function usePageTitles(): () => FoundPage[] {
  const { t } = useI18n();
  const session = useSessionStore();
  const hall = useHallToOpen();
  const named = (name: string, title: string, params: Record<string, string> = {}): FoundPage => ({
    name,
    title,
    spellings: spellings[name] ?? [],
    to: { name, params },
  });
  return () => {
    const { caller } = session;
    if (caller === null) return [];
    const at = hall.value;
    return [
      ...findablePages(caller, at !== null).map(({ name, perHall }) =>
        named(name, t(`page.${name}`), perHall && at !== null ? { hall: at } : {}),
      ),
      named('pages', t('page.pages')),
    ];
  };
}
