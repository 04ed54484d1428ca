import type { BookingSlotDoc } from '@cockpit/contracts';
import type { HallSketch } from './hall-sketch';

/** Capacity of a half hour per window of a segment: about what is booked on a busy morning. */
const PLACES_A_WINDOW = 0.62;
/** Household papers and passports share one number segment: visitors with both need one booking. */
const SHARED = ['household', 'exit-entry'];

/** Booking slots of a hall: half hours of every working day, and of Saturday morning if it is open. */
export function bookingSlots(sketch: HallSketch): BookingSlotDoc[] {
  const shared = sketch.rows.filter(({ branch }) => SHARED.includes(branch));
  const segments = [
    { code: 'residents', name: '户政出入境号段', rows: shared },
    ...sketch.rows
      .filter((row) => !shared.includes(row))
      .map((row) => ({ code: row.branch, name: '专窗号段', rows: [row] })),
  ];
  return segments
    .filter(({ rows }) => rows.length > 0)
    .flatMap(({ code, name, rows }): BookingSlotDoc[] => {
      const capacity = Math.max(1, Math.round(rows.reduce((sum, { windows }) => sum + windows, 0) * PLACES_A_WINDOW));
      const segment = { name, queues: rows.map(({ branch }) => branch), slotMin: 30, capacity };
      return [
        { ...segment, code, days: [1, 2, 3, 4, 5], from: '08:30', to: '17:00' },
        ...(sketch.saturday ? [{ ...segment, code: `${code}-sat`, days: [6], from: '08:30', to: '12:00' }] : []),
      ];
    });
}
