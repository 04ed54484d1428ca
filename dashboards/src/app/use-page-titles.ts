import spellings from 'virtual:page-spellings';
import { ROLES_WITH_HALLS } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import type { RouteLocationRaw } from 'vue-router';
import type { FoundPage } from '../features/search/use-search';
import { useSessionStore } from '../features/session/store';
import { findablePages } from './navigation';
import { useHallToOpen } from './use-hall-to-open';

/** The pages that whoever is signed in may open, by the names that they have on screen. */
export function usePageTitles(): () => FoundPage[] {
  const i18n = useI18n();
  const { t } = i18n;
  const session = useSessionStore();
  const hall = useHallToOpen();
  const named = (name: string, title: string, to: RouteLocationRaw = { name }): FoundPage => ({
    name,
    title,
    spellings: spellings[name] ?? [],
    to,
  });
  return () => {
    const { caller } = session;
    if (caller === null) return [];
    const at = hall.value;
    return [
      ...(ROLES_WITH_HALLS.includes(caller.role) ? [named('halls', t('nav.home'))] : []),
      ...findablePages(caller, at !== null).flatMap(({ name, perHall, formerly = [] }) => {
        const to = { name, params: perHall && at !== null ? { hall: at } : {} };
        const parts = formerly.flatMap(({ query, roles }) => {
          const part = query?.['part'];
          if (
            query === undefined ||
            part === undefined ||
            !i18n.te(`page.${part}`) ||
            roles?.includes(caller.role) === false
          )
            return [];
          return [named(part, t(`page.${part}`), { ...to, query })];
        });
        return [named(name, t(`page.${name}`), to), ...parts];
      }),
      named('pages', t('page.pages')),
    ];
  };
}
