import type { DutyLevel } from '@cockpit/contracts';
import { hallDayStart } from '../hall-day';
import type { WorkCalendar } from '../deadline';

/** Whom a card can go to, from below; a card has some of them. */
const UPWARDS = ['officer', 'unit', 'liaison', 'director', 'bureau'] as const satisfies readonly DutyLevel[];
export type ReminderLevel = (typeof UPWARDS)[number];
export const isReminderLevel = (text: string): text is ReminderLevel => (UPWARDS as readonly string[]).includes(text);

export interface CardOwner {
  readonly officerId: string | null;
  readonly unit: string | null;
  readonly hall: string | null;
  /** what an enterprise needs is its liaison's, who stands above a unit */
  readonly isEnterprise: boolean;
}

/** Whom a card belongs to, and who is told after them. Never empty: at last there is the bureau. */
export function ladderOf({ officerId, unit, hall, isEnterprise }: CardOwner): ReminderLevel[] {
  const isThere: Record<ReminderLevel, boolean> = {
    officer: officerId !== null && !isEnterprise,
    unit: unit !== null,
    liaison: officerId !== null && isEnterprise,
    director: hall !== null,
    bureau: true,
  };
  const ladder = UPWARDS.filter((level) => isThere[level]);
  // a liaison has the matter itself: told first
  return isEnterprise ? [...ladder].sort((a, b) => Number(b === 'liaison') - Number(a === 'liaison')) : ladder;
}

export interface Reminding {
  readonly now: number;
  /** working days without an answer after which it is told again, one level higher */
  readonly afterDays: number;
  readonly calendar: WorkCalendar;
  /** a level nobody is on duty at is passed */
  readonly isStaffed: (level: ReminderLevel) => boolean;
}

/** What becomes of a card nobody has answered. `level` null: it waits for the office to open. */
export interface Reminder {
  readonly level: ReminderLevel | null;
  /** it need not be looked at before */
  readonly nextAt: number;
}

/**
 * Whom to tell of a card now. It goes up one level each time; the highest is told again and again.
 * @param told the level that was told last; null: nobody was
 */
export function remind(told: ReminderLevel | null, owner: CardOwner, at: Reminding): Reminder {
  const { now, afterDays, calendar, isStaffed } = at;
  const opens = opensAt(calendar, now);
  if (opens > now) return { level: null, nextAt: opens };
  const ladder = ladderOf(owner);
  const above = ladder.slice(placeOf(told, ladder) + 1);
  const level = above.find(isStaffed) ?? above.at(-1) ?? ladder.at(-1) ?? 'bureau';
  return { level, nextAt: workingDaysAfter(calendar, now, afterDays) };
}

/** The owner may have changed since: what is below whom it was told counts as told. */
function placeOf(told: ReminderLevel | null, ladder: readonly ReminderLevel[]): number {
  if (told === null) return -1;
  const at = ladder.indexOf(told);
  if (at >= 0) return at;
  return ladder.findLastIndex((level) => UPWARDS.indexOf(level) < UPWARDS.indexOf(told));
}

/** The moment itself while the office works, else when it opens next. */
function opensAt(calendar: WorkCalendar, at: number): number {
  for (let index = calendar.indexAt(at); ; index++)
    for (const [from, to] of calendar.day(index).shifts) if (at < to) return Math.max(at, from);
}

/** So many working days later at the same time of day, or when the office opens next. Today does not count. */
function workingDaysAfter(calendar: WorkCalendar, at: number, days: number): number {
  let index = calendar.indexAt(at);
  const { date } = calendar.day(index);
  const intoDay = at - hallDayStart(date, calendar.zone);
  for (let left = Math.max(1, Math.ceil(days)); left > 0;) if (calendar.day(++index).shifts.length > 0) left -= 1;
  return opensAt(calendar, Math.min(calendar.day(index).start + intoDay, calendar.day(index).end - 1));
}
