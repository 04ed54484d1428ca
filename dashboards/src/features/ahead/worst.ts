import type { DayStaff, StaffAhead } from '@cockpit/contracts';

/** The day that is shown first: the one that lacks most people, of those alike the nearest; where none does, the next that can be spoken of. */
export function worstDay({ days }: Pick<StaffAhead, 'days'>): DayStaff | null {
  const worst = days.reduce<DayStaff | null>((most, one) => (one.lacking > (most?.lacking ?? 0) ? one : most), null);
  return worst ?? days.find(({ unknown }) => unknown === null) ?? days[0] ?? null;
}
