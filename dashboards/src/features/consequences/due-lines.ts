import type { DueConsequences, MovedMatter } from '@cockpit/contracts';
import { officeTime } from '../cases/zone';
import type { ConsequenceLine, Saying } from './lines';

const COUNTS = ['overdue', 'earlier', 'later', 'gained', 'lost', 'relieved'] as const;
const TONES: Readonly<Record<(typeof COUNTS)[number], ConsequenceLine['tone']>> = {
  overdue: 'worse',
  earlier: 'worse',
  later: 'note',
  gained: 'note',
  lost: 'note',
  relieved: 'better',
};

/** Which open matters get another due time, as sentences: how many of each sort, then the first of them one by one. */
export function dueLines(
  answer: DueConsequences,
  { t }: Pick<Saying, 't'>,
  nameOf: (matter: MovedMatter) => string,
): ConsequenceLine[] {
  const { open, looked, matters } = answer;
  const counted = COUNTS.filter((sort) => answer[sort] > 0).map((sort): ConsequenceLine => ({
    key: sort,
    tone: TONES[sort],
    text: t(`consequences.due.${sort}`, { n: answer[sort] }),
  }));
  const note = (key: string, params: Record<string, unknown>): ConsequenceLine => ({
    key,
    tone: 'note',
    text: t(`consequences.due.${key}`, params),
  });
  if (counted.length === 0) return [note('none', { n: looked }), ...rest()];
  const dayOf = (time: string | null): string => (time === null ? t('consequences.due.never') : officeTime(time));
  const named = matters.map((matter): ConsequenceLine => {
    const figures = { name: nameOf(matter), before: dayOf(matter.before), after: dayOf(matter.after) };
    const text = t(matter.overdue ? 'consequences.due.matterOverdue' : 'consequences.due.matter', figures);
    return { key: `${matter.register} ${matter.caseId}`, tone: matter.overdue ? 'worse' : 'note', text };
  });
  return [...counted, ...rest(), ...named];

  function rest(): ConsequenceLine[] {
    return looked < open ? [note('partly', { n: looked, of: open })] : [];
  }
}
