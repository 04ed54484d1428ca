import type { HallDayGroup } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { useWords } from '../../shared/words';
import { hoursText } from './month';

/** When halls are open on a day, in words: one line for each kind of hours. */
export function useGroups(): {
  what: (group: HallDayGroup) => string;
  why: (group: HallDayGroup) => string;
  all: (groups: readonly HallDayGroup[]) => string;
} {
  const { t } = useI18n();
  const { messageText } = useWords();
  const what = ({ hours }: HallDayGroup): string => (hours.length === 0 ? t('days.closed') : hoursText(hours));
  const why = ({ exception, reason }: HallDayGroup): string =>
    reason ?? (exception === null ? '' : (messageText(exception) ?? ''));
  const all = (groups: readonly HallDayGroup[]): string =>
    groups
      .map((group) => {
        const said = [what(group), why(group)].filter((part) => part !== '').join(' ');
        return groups.length === 1 ? said : t('days.ofHalls', { n: group.halls, what: said });
      })
      .join(t('list.semicolon'));
  return { what, why, all };
}
