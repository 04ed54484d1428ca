import type { ScreenRecord } from '@cockpit/contracts';

/** Whether a screen shows this hall. */
export const shows = ({ halls }: Pick<ScreenRecord, 'halls'>, hall: string): boolean =>
  halls === 'all' || halls.includes(hall);

/** Heard of within the time that the server says. */
export const isOn = (
  { lastSeenAt, silentAfterSec }: Pick<ScreenRecord, 'lastSeenAt' | 'silentAfterSec'>,
  nowMs: number,
): boolean => lastSeenAt !== null && nowMs - Date.parse(lastSeenAt) < 1000 * silentAfterSec;

/** Those that were not heard of stand first; the rest by name. */
export const byTrouble = (screens: readonly ScreenRecord[], nowMs: number): ScreenRecord[] =>
  [...screens].sort((a, b) => Number(isOn(a, nowMs)) - Number(isOn(b, nowMs)) || a.name.localeCompare(b.name));

/** Seconds that are offered; any other one that was set by an integrator stays what it is. */
const PACES = [15, 30, 60, 120];
export const pacesWith = (own: number | null): number[] =>
  [...new Set([...PACES, ...(own === null ? [] : [own])])].sort((a, b) => a - b);
