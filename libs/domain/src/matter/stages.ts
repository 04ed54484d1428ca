import { CARD_RULE, readClock, type CardRule, type ClockReading, type WorkCalendar } from '../deadline';
import type { Matter, StagePeriod } from './fold';
import type { ClockTimes, MatterRule } from './reading';

/** A period in a stage with its clock; without a known allowance it has no clock. */
export interface StageReading extends StagePeriod {
  readonly allowedDays: number | null;
  /** clock input */
  readonly times: ClockTimes | null;
  readonly reading: ClockReading | null;
}

/**
 * Clock of each stage (环节超时): working days from the day after entry, without pauses; yellow and red by the rule of matters. Extensions
 * lengthen the matter, not its stages. Throws RangeError beyond the calendar.
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
    // pauses after the end of the stage do not belong to it
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
