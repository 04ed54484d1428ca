import { FAULT_CARRY_MS } from '@cockpit/domain';

const DAY_MS = 86_400_000;

/**
 * The first hall day to keep: one day more than configured, because a hall day starts up to a day before or after the
 * UTC day, and accepted events need their day.
 * @param now epoch ms
 */
export const firstKeptDay = (now: number, retentionDays: number): string =>
  new Date(now - (retentionDays + 1) * DAY_MS).toISOString().slice(0, 10);

/**
 * Events before this time (epoch ms) may be deleted: the first kept days still need faults that began a week earlier
 * and visits from the evening before.
 */
export const eventsKeptFrom = (firstDay: string): number => Date.parse(firstDay) - FAULT_CARRY_MS - DAY_MS;
