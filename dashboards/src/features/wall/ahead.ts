import type { LoadForecast } from '@cockpit/contracts';

export interface Ahead {
  /** when the busiest half hour still to come begins */
  at: number;
  /** tickets expected in it */
  arrivals: number;
  /** officers the work of its own visitors needs: what is left over from before would ask for a crowd; and those rostered, null without a roster */
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
      workMin: sum.workMin + slot.workMin,
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

/** A half hour of the day, all queues together. */
export interface HalfHour {
  at: number;
  /** tickets expected */
  expected: number;
  /** tickets that came; null while it is still to come */
  came: number | null;
  /** the work of its own visitors is more than who is rostered can do; null where it is over, or nobody knows who is rostered */
  short: boolean | null;
}

/** The day half hour by half hour, from the first to the last in which anything happens; none where too little is known to expect anything. */
export function halfHoursOf({ known, queues }: LoadForecast): HalfHour[] {
  if (!known) return [];
  const slots = new Map<number, { expected: number; came: number | null; leftMin: number | null }>();
  for (const slot of queues.flatMap((queue) => queue.slots)) {
    const at = Date.parse(slot.at);
    const sum = slots.get(at) ?? { expected: 0, came: 0, leftMin: 0 };
    const left = slot.carriedMin === null || slot.staffedMin === null ? null : slot.workMin - slot.staffedMin;
    slots.set(at, {
      expected: sum.expected + slot.arrivals,
      came: sum.came === null || slot.came === null ? null : sum.came + slot.came,
      leftMin: sum.leftMin === null || left === null ? null : sum.leftMin + left,
    });
  }
  const day = [...slots]
    .sort(([a], [b]) => a - b)
    .map(([at, { expected, came, leftMin }]) => ({ at, expected, came, short: leftMin === null ? null : leftMin > 0 }));
  const isBusy = ({ expected, came }: HalfHour): boolean => expected >= 0.5 || (came ?? 0) > 0;
  return day.slice(Math.max(0, day.findIndex(isBusy)), day.findLastIndex(isBusy) + 1);
}
