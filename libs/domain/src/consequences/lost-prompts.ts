import { weekdayOf } from '../hall-day';
import type { HallConfig } from '../live';

/** Somebody at a window was to serve other queues as well. */
export interface PastLink {
  readonly windowId: string;
  readonly queues: readonly string[];
  /** hall day, and epoch ms from its first minute */
  readonly day: string;
  readonly afterMs: number;
}
type Manned = Pick<HallConfig, 'day' | 'dayStart' | 'windows' | 'officers'>;

/** Of prompts of past days those that a week with the first setup would still allow and one with the second would not: by weekday and time of day. */
export function lostPrompts(
  past: readonly PastLink[],
  before: readonly Manned[],
  after: readonly Manned[],
): PastLink[] {
  return past.filter((prompt) => allows(before, prompt) && !allows(after, prompt));
}

function allows(week: readonly Manned[], { day, windowId, afterMs, queues }: PastLink): boolean {
  const config = week.find((one) => weekdayOf(one.day) === weekdayOf(day));
  const window = config?.windows.find(({ id }) => id === windowId);
  const shift = window?.roster.find(
    ({ from, to }) => from - (config?.dayStart ?? 0) <= afterMs && afterMs < to - (config?.dayStart ?? 0),
  );
  if (window === undefined || shift === undefined) return false;
  const skills = config?.officers.find(({ id }) => id === shift.officerId)?.skills ?? [];
  return queues.every((queue) => skills.includes(queue) || window.queues.includes(queue));
}
