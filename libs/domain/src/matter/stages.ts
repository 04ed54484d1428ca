import { CARD_RULE, readClock, type CardRule, type ClockReading, type WorkCalendar } from '../deadline';
import type { Matter, StageStay } from './fold';
import type { ClockTimes, MatterRule } from './reading';

/** A stay with its clock; without an allowance, or where none can be told, it has none. */
export interface StageReading extends StageStay {
  readonly allowedDays: number | null;
  /** what its clock runs on */
  readonly times: ClockTimes | null;
  readonly reading: ClockReading | null;
}

/**
 * The clock of every stage (环节超时): working days from the day after it was entered, pauses out, yellow and red by the rule of
 * matters. Extensions lengthen the matter, not a stage of it. Throws RangeError beyond the calendar.
 */
export function readStages(
  matter: Matter,
  rule: MatterRule,
  calendar: WorkCalendar,
  now: number,
  cards: CardRule = CARD_RULE,
): StageReading[] {
  const begun = matter.accepted?.at ?? Infinity;
  return matter.stays.map((stay) => {
    const allowedDays = rule.stages.find((stage) => stage.code === stay.name)?.allowedDays ?? null;
    if (allowedDays === null || stay.backwards || stay.from < begun)
      return { ...stay, allowedDays, times: null, reading: null };
    // what paused it after it had been left is none of its own
    const pauses = matter.pauses.filter((pause) => stay.to === null || pause.from < stay.to);
    const limit = { unit: 'working-days' as const, amount: allowedDays };
    const times: ClockTimes = {
      acceptedAt: stay.from,
      closedAt: stay.to,
      ownDue: null,
      from: 'stage',
      limit,
      pauses,
      extensions: [],
    };
    return { ...stay, allowedDays, times, reading: readClock(calendar, { ...times, limit }, now, cards) };
  });
}
