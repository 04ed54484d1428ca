import { FAULT_CARRY_MS } from '@cockpit/domain';

const DAY_MS = 86_400_000;

/**
 * The first hall day that is kept. A day more than the days configured, because a hall day begins up to a day before or after that
 * of UTC: what the door still takes in must find its day standing.
 * @param now epoch ms
 */
export const firstKeptDay = (now: number, retentionDays: number): string =>
  new Date(now - (retentionDays + 1) * DAY_MS).toISOString().slice(0, 10);

/** Until when events are given up, epoch ms: the first days kept are still told with faults that began a week earlier, and with visits begun the evening before. */
export const eventsKeptFrom = (firstDay: string): number => Date.parse(firstDay) - FAULT_CARRY_MS - DAY_MS;
