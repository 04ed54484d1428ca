import type { CoverGap, DayConsequence, QueueConsequence, SetupConsequences } from '@cockpit/contracts';
import { dayText, endOfDayTime, timeOfDay } from '../../shared/format';
import type { ConsequenceLine, Saying } from './lines';

const HOUR = 3_600_000;
interface About extends Saying {
  readonly timeZone: string;
  readonly queueName: (code: string) => string;
}
interface OnDay {
  readonly day: string;
  readonly queue: QueueConsequence;
}

/** What a change of a hall does, as sentences: the worst first, and never a number where no difference can be told. */
export function setupLines(answer: SetupConsequences, saying: Saying & Pick<About, 'queueName'>): ConsequenceLine[] {
  const about = { ...saying, timeZone: answer.timeZone };
  const { t } = about;
  const byQueue = new Map<string, OnDay[]>();
  for (const { day, queues } of answer.days)
    for (const queue of queues) byQueue.set(queue.queue, [...(byQueue.get(queue.queue) ?? []), { day, queue }]);
  const lines = [
    ...gapLines(answer.days, 'gaps', about),
    ...[...byQueue].flatMap(([code, days]) => [...waitLines(code, days, about), ...unservedLines(code, days, about)]),
    ...gapLines(answer.days, 'closed', about),
    ...promptLines(answer.prompts, about),
  ];
  const compared = answer.days.filter(({ state }) => state === 'compared');
  const unknown = answer.days.filter(({ state }) => state === 'no-past').length;
  const waits = compared.flatMap(({ queues }) => queues.flatMap(({ wait, unserved }) => [wait, unserved]));
  const isTold = waits.some((verdict) => verdict === 'longer' || verdict === 'shorter');
  const isSame = waits.every((verdict) => verdict === 'none');
  const note = (key: string, params?: Record<string, unknown>): ConsequenceLine => ({
    key,
    tone: 'note',
    text: t(`consequences.${key}`, params),
  });
  return [
    ...lines,
    ...(compared.length > 0 && !isTold ? [note(isSame ? 'sameWaits' : 'unclearWaits')] : []),
    ...(unknown > 0 ? [note('noPast', { n: unknown })] : []),
  ];
}

/** The day and hour that change most, and on how many days it goes the same way. */
function waitLines(code: string, days: readonly OnDay[], about: About): ConsequenceLine[] {
  const { t, queueName } = about;
  return (['longer', 'shorter'] as const).flatMap((verdict): ConsequenceLine[] => {
    const told = days.filter(({ queue }) => queue.wait === verdict);
    const [most] = [...told].sort((a, b) => Math.abs(b.queue.byMin) - Math.abs(a.queue.byMin));
    if (most === undefined) return [];
    const { worst, before, after } = most.queue;
    const figures =
      worst === null
        ? { when: dayName(most.day, about), before: whole(before.meanMin), after: whole(after.meanMin) }
        : { when: hourName(worst.at, about), before: whole(worst.beforeMin), after: whole(worst.afterMin) };
    const days_ = t(`consequences.${verdict}Days`, { n: told.length });
    return [
      {
        key: `${code} ${verdict}`,
        tone: verdict === 'longer' ? 'worse' : 'better',
        text: t('consequences.wait', { ...figures, queue: queueName(code), days: days_ }),
      },
    ];
  });
}

function unservedLines(code: string, days: readonly OnDay[], about: About): ConsequenceLine[] {
  const { t, queueName } = about;
  return (['longer', 'shorter'] as const).flatMap((verdict): ConsequenceLine[] => {
    const told = days.filter(({ queue }) => queue.unserved === verdict);
    const by = ({ queue: { before, after } }: OnDay): number => Math.abs(after.unserved - before.unserved);
    const [most] = [...told].sort((a, b) => by(b) - by(a));
    if (most === undefined) return [];
    const { before, after } = most.queue;
    const figures = { before: whole(before.unserved), after: whole(after.unserved), n: told.length };
    return [
      {
        key: `${code} unserved ${verdict}`,
        tone: verdict === 'longer' ? 'worse' : 'better',
        text: t('consequences.unserved', { ...figures, when: dayName(most.day, about), queue: queueName(code) }),
      },
    ];
  });
}

/** The same stretch of several days is said once. */
function gapLines(days: readonly DayConsequence[], which: 'gaps' | 'closed', about: About): ConsequenceLine[] {
  const { t, queueName, timeZone } = about;
  const same = new Map<string, { gap: CoverGap; days: string[] }>();
  for (const day of days)
    for (const gap of day[which]) {
      const span = `${timeOfDay(Date.parse(gap.from), timeZone)}–${endOfDayTime(Date.parse(gap.to), timeZone)}`;
      const known = same.get(`${gap.queue} ${span}`) ?? { gap, days: [] };
      known.days.push(day.day);
      same.set(`${gap.queue} ${span}`, known);
    }
  return [...same].map(([key, { gap, days: all }]) => ({
    key: `${which} ${key}`,
    tone: which === 'gaps' ? 'worse' : 'better',
    text: t(which === 'gaps' ? 'consequences.gap' : 'consequences.covered', {
      days: all.map((day) => dayName(day, about)).join(t('list.comma')),
      span: key.slice(gap.queue.length + 1),
      queue: queueName(gap.queue),
    }),
  }));
}

const promptLines = ({ days, given, lost }: SetupConsequences['prompts'], { t }: About): ConsequenceLine[] =>
  lost === 0 ? [] : [{ key: 'prompts', tone: 'worse', text: t('consequences.prompts', { days, given, n: lost }) }];

/** Below a minute's tenth nobody looks; below ten minutes halves matter. */
const whole = (value: number): string => (value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value)));
const dayName = (day: string, { locale }: About): string => dayText(Date.parse(day), 'UTC', locale);
const hourName = (at: string, { timeZone, locale }: About): string => {
  const from = Date.parse(at);
  return `${dayText(from, timeZone, locale)} ${timeOfDay(from, timeZone)}–${endOfDayTime(from + HOUR, timeZone)}`;
};
