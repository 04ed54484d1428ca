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
  /** when the stage of this name was entered, or the matter closed; null while neither has happened */
  readonly doneAt: number | null;
  readonly overdue: boolean;
}

/** A source tells of first contact and answer by the stages `contact` and `answer`; what comes later includes what comes before. */
const DONE_BY: Record<PhaseReading['phase'], readonly string[]> = {
  contact: ['contact', 'answer'],
  answer: ['answer'],
};

/** The clocks of first contact and answer, where the trade has them. Throws RangeError beyond the calendar. */
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
        // the stage it was in when it was reopened is no new contact
        .filter((stay) => DONE_BY[phase].includes(stay.name) && stay.from !== reopenedAt)
        .map((stay) => stay.from),
      // a reply made here is an answer, and an answer is a first contact
      ...[repliedAt, closedAt].filter((at) => at !== null),
    ].filter((at) => at >= from);
    const doneAt = ends.length === 0 ? null : Math.min(...ends);
    const limit = { unit: 'working-days' as const, amount: days };
    const times = { acceptedAt: from, closedAt: doneAt, limit, pauses, extensions: [] };
    const { dueAt, overdue } = readClock(calendar, times, now);
    return [{ phase, days, dueAt, doneAt, overdue }];
  });
}

/** What a due time that the source set is worth in working days, the day of acceptance left out. Throws RangeError beyond the calendar. */
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
