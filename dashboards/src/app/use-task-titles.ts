import taskTitles from 'virtual:task-titles';
import { useI18n } from 'vue-i18n';
import { rolesFor } from '../features/help/tasks/task';
import type { FoundPage } from '../features/search/use-search';
import { useSessionStore } from '../features/session/store';
import type { Locale } from '../shared/format';

/** The tasks of the help, those of the reader's own role first. */
export function useTaskTitles(): () => FoundPage[] {
  const { locale } = useI18n();
  const session = useSessionStore();
  return () =>
    rolesFor(session.caller?.role).flatMap((role) =>
      taskTitles
        .filter((task) => task.role === role)
        .map(({ name, title, spellings }) => ({
          name,
          title: title[locale.value as Locale],
          spellings,
          to: { name: 'help', params: { document: name } },
        })),
    );
}
