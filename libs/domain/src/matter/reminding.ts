import type { DutyLevel } from '@cockpit/contracts';
import { hallDayStart } from '../hall-day';
import type { WorkCalendar } from '../deadline';

/** Levels that a card can go to, lowest first; a card has only some of them. */
const LEVELS = ['officer', 'unit', 'liaison', 'director', 'bureau'] as const satisfies readonly DutyLevel[];
export type ReminderLevel = (typeof LEVELS)[number];
export const isReminderLevel = (text: string): text is ReminderLevel => (LEVELS as readonly string[]).includes(text);

export interface CardOwner {
  readonly officerId: string | null;
  readonly unit: string | null;
  readonly hall: string | null;
  /** needs of enterprises belong to their liaison, who ranks above a unit */
  readonly isEnterprise: boolean;
}

/** Levels of a card's reminders, its owner first. Never empty, because the bureau always exists. */
export function ladderOf({ officerId, unit, hall, isEnterprise }: CardOwner): ReminderLevel[] {
  const isThere: Record<ReminderLevel, boolean> = {
    officer: officerId !== null && !isEnterprise,
    unit: unit !== null,
    liaison: officerId !== null && isEnterprise,
    director: hall !== null,
    bureau: true,
  };
  const ladder = LEVELS.filter((level) => isThere[level]);
  // a liaison handles the matter itself, so the liaison comes first
  return isEnterprise ? [...ladder].sort((a, b) => Number(b === 'liaison') - Number(a === 'liaison')) : ladder;
}

export interface Reminding {
  readonly now: number;
  /** working days without an answer before the reminder goes one level higher */
  readonly afterDays: number;
  readonly calendar: WorkCalendar;
  /** levels with nobody on duty are skipped */
  readonly isStaffed: (level: ReminderLevel) => boolean;
}

/** Next reminder of an unanswered card. `level` null means that it waits for the office to open. */
export interface Reminder {
  readonly level: ReminderLevel | null;
  /** earliest time of the next check */
  readonly nextAt: number;
}

/**
 * Whom to remind of a card now. Each reminder goes one level up; the highest level is reminded repeatedly.
 * @param lastReminded the last level that was reminded; null if none was
 */
export function remind(lastReminded: ReminderLevel | null, owner: CardOwner, at: Reminding): Reminder {
  const { now, afterDays, calendar, isStaffed } = at;
  const opens = opensAt(calendar, now);
  if (opens > now) return { level: null, nextAt: opens };
  const ladder = ladderOf(owner);
  const above = ladder.slice(placeOf(lastReminded, ladder) + 1);
  const level = above.find(isStaffed) ?? above.at(-1) ?? ladder.at(-1) ?? 'bureau';
  return { level, nextAt: workingDaysAfter(calendar, now, afterDays) };
}

/** Position of the last reminded level. The owner may have changed since; levels below it then count as reminded. */
function placeOf(lastReminded: ReminderLevel | null, ladder: readonly ReminderLevel[]): number {
  if (lastReminded === null) return -1;
  const at = ladder.indexOf(lastReminded);
  if (at >= 0) return at;
  return ladder.findLastIndex((level) => LEVELS.indexOf(level) < LEVELS.indexOf(lastReminded));
}

/** The moment itself during office hours, else the next opening. */
function opensAt(calendar: WorkCalendar, at: number): number {
  for (let index = calendar.indexAt(at); ; index++)
    for (const [from, to] of calendar.day(index).shifts) if (at < to) return Math.max(at, from);
}

/** The same time of day `days` working days later, or the next opening. Today does not count. */
function workingDaysAfter(calendar: WorkCalendar, at: number, days: number): number {
  let index = calendar.indexAt(at);
  const { date } = calendar.day(index);
  const intoDay = at - hallDayStart(date, calendar.zone);
  for (let left = Math.max(1, Math.ceil(days)); left > 0;) if (calendar.day(++index).shifts.length > 0) left -= 1;
  return opensAt(calendar, Math.min(calendar.day(index).start + intoDay, calendar.day(index).end - 1));
}
