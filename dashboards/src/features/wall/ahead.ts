import type { LoadForecast } from '@cockpit/contracts';

export interface Ahead {
  /** when the busiest half hour still to come begins */
  at: number;
  /** tickets expected in it */
  arrivals: number;
  /** officers its work needs, what is left over from before included; and those rostered, null without a roster */
  needed: number;
  there: number | null;
}

/** The busiest slot of the day that is still to come; null when nothing is expected, or not enough is known to expect anything. */
export function aheadOf({ known, slotMin, queues }: LoadForecast, now: number): Ahead | null {
  if (!known) return null;
  const slots = new Map<number, { arrivals: number; workMin: number; staffedMin: number | null }>();
  for (const slot of queues.flatMap((queue) => queue.slots)) {
    const at = Date.parse(slot.at);
    if (at <= now) continue;
    const sum = slots.get(at) ?? { arrivals: 0, workMin: 0, staffedMin: 0 };
    slots.set(at, {
      arrivals: sum.arrivals + slot.arrivals,
      workMin: sum.workMin + slot.workMin + (slot.carriedMin ?? 0),
      staffedMin: sum.staffedMin === null || slot.staffedMin === null ? null : sum.staffedMin + slot.staffedMin,
    });
  }
  const [peak] = [...slots].sort(([atA, a], [atB, b]) => b.workMin - a.workMin || atA - atB);
  if (peak === undefined || Math.round(peak[1].arrivals) === 0) return null;
  const [at, { arrivals, workMin, staffedMin }] = peak;
  return {
    at,
    arrivals: Math.round(arrivals),
    needed: Math.ceil(workMin / slotMin),
    there: staffedMin === null ? null : Math.floor(staffedMin / slotMin),
  };
}
