import type { HallConfig, Interval, WindowConfig } from '../live';
import { overlap } from './from-roster';

const MINUTE_MS = 60_000;

/** Minutes that the officers of a window are present within a span, without breaks and closed hours. */
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

/** The same for all windows with this home queue. */
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
