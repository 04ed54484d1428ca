import { useI18n } from 'vue-i18n';
import { useCauseText } from './cause-text';
import type { ApiError } from './http';
import { useWords } from './words';

/** A refusal as a sentence for people: our words for what we know, else what the server said. */
export function useProblemText(): (error: ApiError) => string {
  const { t } = useI18n();
  const { messageText } = useWords();
  const { causeText } = useCauseText();
  return ({ problem }) => {
    const words = messageText({ code: `problem.${problem.code}`, params: {} });
    // where in an event or a file the fault lies is what whoever mends it has to know
    if (words !== null && !/^(event-|unreadable-(?:file|database)$|map-file-unusable$)/.test(problem.code))
      return words;
    const faults = problem.errors
      ?.map(({ path, message, code, params = {} }) =>
        [path, code === undefined ? message : causeText({ path, code, params })]
          .filter((part) => part !== '')
          .join(t('list.colon')),
      )
      .join(t('list.semicolon'));
    const detail = [words ?? problem.detail, faults].filter((part) => part !== undefined && part !== '').join(' — ');
    if (words !== null) return detail;
    return detail === '' ? t('problem.unknown', { status: problem.status }) : t('problem.said', { detail });
  };
}
