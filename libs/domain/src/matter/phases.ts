import type { ClockPhase } from '@cockpit/contracts';
import { readClock, readUntil, type WorkCalendar } from '../deadline';
import type { Matter } from './fold';
import { lifeNow } from './lives';
import type { MatterRule } from './reading';

/** First contact or answer, with its own clock from acceptance. Epoch ms. */
export interface PhaseReading {
  readonly phase: Exclude<ClockPhase, 'resolution'>;
  readonly days: number;
  readonly dueAt: number;
  /** when the stage of this name was entered or the matter closed; null before */
  readonly doneAt: number | null;
  readonly overdue: boolean;
}

/** Stages by which a source reports first contact and answer; a later phase includes the earlier one. */
const DONE_BY: Record<PhaseReading['phase'], readonly string[]> = {
  contact: ['contact', 'answer'],
  answer: ['answer'],
};

/** Clocks of first contact and answer, for kinds that have them. Throws RangeError beyond the calendar. */
export function readPhases(matter: Matter, rule: MatterRule, calendar: WorkCalendar, now: number): PhaseReading[] {
  const { accepted, stageHistory, repliedAt, reopenedAt } = matter;
  if (!accepted) return [];
  const { from, closedAt, pauses } = lifeNow(matter, accepted.at);
  if (closedAt !== null && closedAt < from) return [];
  return (['contact', 'answer'] as const).flatMap((phase): PhaseReading[] => {
    const days = (from > accepted.at ? rule.again?.[phase] : null) ?? rule.days?.[phase] ?? null;
    if (days === null) return [];
    const ends = [
      ...stageHistory
        // the stage at reopening does not count as a new contact
        .filter((stay) => DONE_BY[phase].includes(stay.name) && stay.from !== reopenedAt)
        .map((stay) => stay.from),
      // a reply in this product counts as answer and as first contact
      ...[repliedAt, closedAt].filter((at) => at !== null),
    ].filter((at) => at >= from);
    const doneAt = ends.length === 0 ? null : Math.min(...ends);
    const limit = { unit: 'working-days' as const, amount: days };
    const times = { acceptedAt: from, closedAt: doneAt, limit, pauses, extensions: [] };
    const { dueAt, overdue } = readClock(calendar, times, now);
    return [{ phase, days, dueAt, doneAt, overdue }];
  });
}

/** Working days up to a due time set by the source, without the day of acceptance. Throws RangeError beyond the calendar. */
export function workingDaysOf(
  { acceptedAt, dueAt, closedAt }: { acceptedAt: number; dueAt: number; closedAt: number | null },
  calendar: WorkCalendar,
  now: number,
): { limit: number; elapsed: number; remaining: number } {
  const { limit, elapsed } = readUntil(
    calendar,
    { acceptedAt, dueAt, pauses: [] },
    closedAt ?? Math.max(acceptedAt, now),
  );
  return { limit, elapsed, remaining: limit - elapsed };
}
