import { CARD_RULE, readClock, type CardRule, type ClockReading, type WorkCalendar } from '../deadline';
import type { Matter, StagePeriod } from './fold';
import type { ClockTimes, MatterRule } from './reading';

/** A period in a stage with its clock; without an allowance, or where none can be told, it has none. */
export interface StageReading extends StagePeriod {
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
  return matter.stageHistory.map((period) => {
    const allowedDays = rule.stages.find((stage) => stage.code === period.name)?.allowedDays ?? null;
    if (allowedDays === null || period.backwards || period.from < begun)
      return { ...period, allowedDays, times: null, reading: null };
    // what paused it after it had been left is none of its own
    const pauses = matter.pauses.filter((pause) => period.to === null || pause.from < period.to);
    const limit = { unit: 'working-days' as const, amount: allowedDays };
    const times: ClockTimes = {
      acceptedAt: period.from,
      closedAt: period.to,
      ownDue: null,
      from: 'stage',
      limit,
      pauses,
      extensions: [],
    };
    return { ...period, allowedDays, times, reading: readClock(calendar, { ...times, limit }, now, cards) };
  });
}
