import type { HallConfig, Interval, WindowConfig } from '../live';
import { overlap } from './from-roster';

const MINUTE_MS = 60_000;

/** Minutes the officers of a window sit there within a span, their breaks and the closed hours left out. */
export function presentMin(
  { roster }: Pick<WindowConfig, 'roster'>,
  open: readonly Interval[],
  span: Interval,
): number {
  let sum = 0;
  for (const doors of open) {
    const part = { from: Math.max(span.from, doors.from), to: Math.min(span.to, doors.to) };
    for (const shift of roster) {
      sum += overlap(shift, part);
      for (const { from, to } of shift.breaks)
        sum -= overlap({ from: Math.max(from, shift.from), to: Math.min(to, shift.to) }, part);
    }
  }
  return sum / MINUTE_MS;
}

/** The same of all windows whose home queue it is. */
export const staffedMin = (
  { windows, open }: Pick<HallConfig, 'windows' | 'open'>,
  queue: string,
  span: Interval,
): number =>
  windows.reduce(
    (sum, window) =>
      window.homeQueue === queue && window.kind !== 'reserve' ? sum + presentMin(window, open, span) : sum,
    0,
  );
