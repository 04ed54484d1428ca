import type { Silence, Warning } from '@cockpit/contracts';
import { hallDay, hallDayStart, isActiveAt } from '@cockpit/domain';

/** What decides whether a silence holds; times epoch ms of the hall. */
export interface Quiet {
  rule: string | null;
  code: string | null;
  from: number;
  until: number;
  weekly: Silence['weekly'];
  timeZone: string;
  endedAt: number | null;
}

const MINUTE_MS = 60_000;
const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** Until when it is quiet, when it is quiet at this moment; null when it is not. A recurring silence is quiet until its window closes. */
export function quietUntil(silence: Omit<Quiet, 'rule' | 'code'>, now: number): number | null {
  const { from, until, weekly, timeZone, endedAt } = silence;
  if (now < from || now >= until || (endedAt !== null && now >= endedAt)) return null;
  if (weekly === null) return until;
  if (!isActiveAt(weekly, timeZone, now)) return null;
  // on a day on which the clocks change this is out by that hour, and the next minute looks again
  return Math.min(until, hallDayStart(hallDay(now, timeZone), timeZone) + minutesOf(weekly.to) * MINUTE_MS);
}

/** Until when nobody is called because of a warning; null when somebody is. */
export function silencedUntil(
  warning: Pick<Warning, 'rule' | 'scope'>,
  silences: readonly Quiet[],
  now: number,
): number | null {
  const ends = silences
    .filter(
      ({ rule, code }) => (rule === null || rule === warning.rule) && (code === null || code === warning.scope.code),
    )
    .flatMap((silence) => quietUntil(silence, now) ?? []);
  return ends.length === 0 ? null : Math.max(...ends);
}
