import type { Locale } from '../../shared/format';
import type { Guide } from './api';
import { TASKS } from './tasks';

/** The tasks in the form of guides, to be searched with them. */
export const tasksAsGuides = (lang: Locale): Guide[] =>
  Object.values(TASKS)
    .flat()
    .map(({ name, [lang]: { title, when, steps } }) => ({
      name,
      lang,
      title: '',
      sections: [{ id: '', level: 1, title, html: [when, ...steps].join(' ') }],
    }));
