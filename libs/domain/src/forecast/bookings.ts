/** Lead times of bookings in whole days; each class starts here and ends before the next. */
export const LEAD_DAYS = [0, 1, 3, 7] as const;
/** Typical show rates by lead, before a hall has its own data, and their weight in bookings. */
const FIELD_SHOW = [0.93, 0.9, 0.86, 0.8] as const;
const SHOW_PRIOR = 40;
/** Typical share of bookings that replace a walk-in: one in three. Its weight is in squared people. */
const FIELD_REPLACED = 1 / 3;
const REPLACED_PRIOR = 200;
/** Walk-ins for each arrival with a booking, for halls or queues with data of bookings only. */
const FIELD_WALK_INS = 0.5;

/** Bookings of past slots by lead: how many were made and how many of them were used. */
interface ShowTally {
  readonly lead: number;
  readonly booked: number;
  readonly came: number;
}

/** Index of a booking's lead; an unknown lead counts as an earlier day. */
export function leadOf(leadDays: number | null): number {
  return leadDays === null
    ? 1
    : Math.max(
        0,
        LEAD_DAYS.findLastIndex((from) => leadDays >= from),
      );
}

/** Share of used bookings by lead: observed, smoothed by the typical rates. */
export function showRates(seen: readonly ShowTally[]): number[] {
  return FIELD_SHOW.map((usual, lead) => {
    const ofLead = seen.filter((tally) => tally.lead === lead);
    const [booked, came] = [
      ofLead.reduce((sum, tally) => sum + tally.booked, 0),
      ofLead.reduce((sum, tally) => sum + tally.came, 0),
    ];
    return (Math.min(came, booked) + usual * SHOW_PRIOR) / (booked + SHOW_PRIOR);
  });
}

/** Expected arrivals from the bookings of each slot. @param booked by slot, then by lead */
export const bookedComers = (booked: readonly (readonly number[])[], show: readonly number[]): number[] =>
  booked.map((byLead) => byLead.reduce((sum, n, lead) => sum + n * (show[lead] ?? 1), 0));

/** Difference of a past slot from the mean of such slots. */
export interface Deviation {
  readonly booked: number;
  readonly walkIns: number;
}

/** Number of walk-ins that an arrival with a booking replaces, 0–1: least squares over past slots, smoothed by the typical value. */
export function replacedShare(past: readonly Deviation[]): number {
  const both = past.reduce((sum, { booked, walkIns }) => sum + booked * walkIns, 0);
  const square = past.reduce((sum, { booked }) => sum + booked * booked, 0);
  return Math.min(1, Math.max(0, (FIELD_REPLACED * REPLACED_PRIOR - both) / (REPLACED_PRIOR + square)));
}

/**
 * Expected arrivals of a slot given its bookings: arrivals with a booking, plus walk-ins minus those that they replace.
 * @param usual usual arrivals
 * @param usualBooked usual arrivals with a booking
 */
export function givenBookings(usual: number, usualBooked: number, comers: number, replaced: number): number {
  const walkIns = Math.max(0, usual - usualBooked - replaced * (comers - usualBooked));
  return comers + walkIns;
}

/** The same if bookings are the only data of a day: walk-ins are spread evenly over its open half hours. @param open share of each slot */
export function bookingsAlone(comers: readonly number[], open: readonly number[]): number[] {
  const whole = open.reduce((sum, share) => sum + share, 0);
  const walkIns = whole === 0 ? 0 : (FIELD_WALK_INS * comers.reduce((sum, n) => sum + n, 0)) / whole;
  return comers.map((n, slot) => n + walkIns * (open[slot] ?? 0));
}

/** Bookings of a hall: of the forecast day, and of past days with their outcome. Slots are half hours from 00:00. */
export interface BookingHistory {
  readonly ahead: readonly {
    readonly queue: string;
    readonly slot: number;
    readonly lead: number;
    readonly booked: number;
  }[];
  readonly past: readonly (ShowTally & { readonly day: string; readonly queue: string; readonly slot: number })[];
}

export const NO_BOOKINGS: BookingHistory = { ahead: [], past: [] };

/** Expected arrivals from a queue's bookings of the day, 48 numbers from 00:00. */
export function comersAhead({ ahead, past }: BookingHistory, queue: string): number[] {
  const byLead = Array.from({ length: 48 }, () => new Array<number>(FIELD_SHOW.length).fill(0));
  for (const one of ahead) {
    const leads = one.queue === queue ? byLead[one.slot] : undefined;
    if (leads !== undefined) leads[one.lead] = (leads[one.lead] ?? 0) + one.booked;
  }
  return bookedComers(byLead, showRates(past));
}
