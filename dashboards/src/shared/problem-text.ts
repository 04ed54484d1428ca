import { useI18n } from 'vue-i18n';
import type { ApiError } from './http';

/** A refusal as a sentence for people: our words for what we know, the server's for the rest. */
export function useProblemText(): (error: ApiError) => string {
  const i18n = useI18n();
  const { t } = i18n;
  return ({ problem }) => {
    const known = `problem.${problem.code}`;
    if (i18n.te(known)) return t(known);
    const faults = problem.errors?.map((fault) => `${fault.path}: ${fault.message}`).join('；');
    return [problem.detail ?? problem.title, faults].filter((part) => part !== undefined && part !== '').join(' — ') || t('problem.unknown', { status: problem.status });
  };
}
