import type { Escalation } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { timeOfDay } from '../../shared/format';
import { useWords } from '../../shared/words';

type Say = (key: string, params?: Record<string, string | number>) => string;
interface HallNow {
  /** hall time, epoch ms; NaN while nobody knows it */
  readonly now: number;
  readonly timeZone: string;
}

/** Who has a warning, since when, and what comes next if nothing happens, as parts of one line; null: there is nothing to say. */
export function holderParts(
  held: Escalation | undefined,
  { now, timeZone }: HallNow,
  say: Say,
  level: string | null,
): string[] | null {
  if (held === undefined || held.state === 'over') return null;
  const time = (at: string): string => timeOfDay(Date.parse(at), timeZone);
  const from = { time: time(held.since) };
  const since = say('warning.since', from);
  const next = held.nextAt === null ? null : { time: time(held.nextAt), n: minutesTo(held.nextAt, now) };
  const who = held.people.join(say('list.comma'));
  switch (held.state) {
    case 'told':
      return [
        who,
        level ?? '',
        // the fault may have begun long before somebody was told
        say('holder.told', from),
        next === null || held.goesUp === false ? say('holder.last') : inMinutes(say, 'holder.up', next),
      ].filter(Boolean);
    case 'acknowledged':
      return [
        who || (level ?? say('holder.somebody')),
        say('holder.acknowledged'),
        since,
        ...(next === null ? [] : [inMinutes(say, 'holder.back', next)]),
      ];
    case 'acting':
      return [who || (level ?? say('holder.somebody')), say('holder.acting'), since];
    case 'quiet':
      return [say('holder.quiet'), ...(next === null ? [] : [say('holder.toldAt', { time: next.time })])];
    case 'nobody':
      return [
        say('holder.nobody'),
        since,
        next === null ? say('holder.nobodyComes') : say('holder.comes', { time: next.time }),
      ];
  }
}

/** Whether somebody has to see to it that somebody has it. */
export const hasNobody = (held: Escalation | undefined): boolean => held?.state === 'nobody';

const minutesTo = (at: string, now: number): number => Math.ceil((Date.parse(at) - now) / 60_000);
/** Where the hall's time is not known, or for more than an hour, the time of day stands for the minutes left. */
const inMinutes = (say: Say, key: string, { n, time }: { n: number; time: string }): string =>
  Number.isNaN(n) || n > 60 ? say(`${key}At`, { time }) : n > 0 ? say(key, { n }) : say(`${key}Now`);

/** The line in the language of the page. */
export function useHolderText(): (held: Escalation | undefined, told: HallNow) => string | null {
  const { t } = useI18n();
  const { textOf } = useWords();
  return (held, told) => {
    const level = held?.level ?? null;
    const name = level === null ? null : textOf(`duty-level.${level}`);
    return holderParts(held, told, (key, params) => t(key, params ?? {}), name)?.join(' · ') ?? null;
  };
}
