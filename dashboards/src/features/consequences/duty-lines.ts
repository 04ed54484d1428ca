import type { DutyConsequences, DutyLevel } from '@cockpit/contracts';
import type { ConsequenceLine, Saying } from './lines';

/** People that are named; the others are counted. */
const NAMED = 6;

/** What a change of the duty roster does, as sentences: who is missed first, then who is told instead. */
export function dutyLines(
  { alerts, gaps }: DutyConsequences,
  { t, levelName }: Pick<Saying, 't'> & { levelName: (level: DutyLevel) => string },
): ConsequenceLine[] {
  const { days, given, nobody, channels, others, people } = alerts;
  const line = (
    key: string,
    { before, after }: { before: number; after: number },
    params: Record<string, unknown> = {},
  ): ConsequenceLine[] =>
    before === after
      ? []
      : [
          {
            key,
            tone: after > before ? 'worse' : 'better',
            text: t(`consequences.duty.${key.split(' ')[0] ?? key}`, { days, given, before, after, ...params }),
          },
        ];
  const told = people
    .slice(0, NAMED)
    .map(({ person, before, after }) => t('consequences.duty.person', { person, before, after }));
  const rest = people.length - told.length;
  const lines = [
    ...gaps.flatMap(({ level, before, after }) =>
      line(`gap ${level}`, { before, after }, { level: levelName(level), before: hours(before), after: hours(after) }),
    ),
    ...line('nobody', nobody),
    ...line('channels', channels).map((one): ConsequenceLine => ({ ...one, tone: 'note' })),
    ...(others === 0 ? [] : [note('others', t('consequences.duty.others', { days, given, n: others }))]),
    ...(told.length === 0
      ? []
      : [
          note(
            'people',
            [...told, ...(rest > 0 ? [t('consequences.duty.morePeople', { n: rest })] : [])].join(t('list.comma')),
          ),
        ]),
  ];
  return lines.length > 0 ? lines : [note('none', t('consequences.duty.none', { days, given }))];
}

const note = (key: string, text: string): ConsequenceLine => ({ key, tone: 'note', text });
/** Of minutes: quarters of an hour matter. */
const hours = (min: number): string => String(Math.round(min / 15) / 4);
