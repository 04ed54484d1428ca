/** Whole days between booking and slot, from which on the next of these begins: on the day itself, the days before, and so on. */
export const LEAD_DAYS = [0, 1, 3, 7] as const;
/** How often bookings of each lead are used before a hall has shown it, worth so many bookings. */
const FIELD_SHOW = [0.93, 0.9, 0.86, 0.8] as const;
const SHOW_PRIOR = 40;
/** Of three who book one would have come without; worth so many squared people. */
const FIELD_REPLACED = 1 / 3;
const REPLACED_PRIOR = 200;
/** Comers without a booking for each one with, where a hall or queue has shown nothing but bookings. */
const FIELD_WALK_INS = 0.5;

/** Bookings of past slots: how many of each lead were made and how many of these came. */
interface ShowTally {
  readonly lead: number;
  readonly booked: number;
  readonly came: number;
}

/** Which lead a booking has; one that is not known is taken as made on an earlier day. */
export function leadOf(leadDays: number | null): number {
  return leadDays === null
    ? 1
    : Math.max(
        0,
        LEAD_DAYS.findLastIndex((from) => leadDays >= from),
      );
}

/** Share of bookings that are used, by lead: what was seen, leaning on the field where that is little. */
export function showRates(seen: readonly ShowTally[]): number[] {
  return FIELD_SHOW.map((usual, lead) => {
    const mine = seen.filter((one) => one.lead === lead);
    const [booked, came] = [
      mine.reduce((sum, one) => sum + one.booked, 0),
      mine.reduce((sum, one) => sum + one.came, 0),
    ];
    return (Math.min(came, booked) + usual * SHOW_PRIOR) / (booked + SHOW_PRIOR);
  });
}

/** Comers to expect of the bookings of each slot. @param booked by slot, then by lead */
export const bookedComers = (booked: readonly (readonly number[])[], show: readonly number[]): number[] =>
  booked.map((byLead) => byLead.reduce((sum, n, lead) => sum + n * (show[lead] ?? 1), 0));

/** One slot of a past day, as it was against the mean of such slots. */
export interface Deviation {
  readonly booked: number;
  readonly walkIns: number;
}

/** How many walk-ins one who comes with a booking stands for, 0–1: least squares over past slots, leaning on the field. */
export function replacedShare(past: readonly Deviation[]): number {
  const both = past.reduce((sum, { booked, walkIns }) => sum + booked * walkIns, 0);
  const square = past.reduce((sum, { booked }) => sum + booked * booked, 0);
  return Math.min(1, Math.max(0, (FIELD_REPLACED * REPLACED_PRIOR - both) / (REPLACED_PRIOR + square)));
}

/**
 * Arrivals expected of a slot given its bookings: those who come with one, and walk-ins less those they replace.
 * @param usual all who usually come, and @param usualBooked those of them with a booking
 */
export function givenBookings(usual: number, usualBooked: number, comers: number, replaced: number): number {
  const walkIns = Math.max(0, usual - usualBooked - replaced * (comers - usualBooked));
  return comers + walkIns;
}

/** The same where bookings are all that is known of a day: walk-ins come evenly over its open half hours. @param open share of each slot */
export function bookingsAlone(comers: readonly number[], open: readonly number[]): number[] {
  const whole = open.reduce((sum, share) => sum + share, 0);
  const walkIns = whole === 0 ? 0 : (FIELD_WALK_INS * comers.reduce((sum, n) => sum + n, 0)) / whole;
  return comers.map((n, slot) => n + walkIns * (open[slot] ?? 0));
}

/** Bookings of a hall: of the day that is forecast, and of past days with what came of them. Slots are half hours from 00:00. */
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

/** Comers to expect of the bookings of a queue on the day, 48 numbers from 00:00. */
export function comersAhead({ ahead, past }: BookingHistory, queue: string): number[] {
  const byLead = Array.from({ length: 48 }, () => new Array<number>(FIELD_SHOW.length).fill(0));
  for (const one of ahead) {
    const leads = one.queue === queue ? byLead[one.slot] : undefined;
    if (leads !== undefined) leads[one.lead] = (leads[one.lead] ?? 0) + one.booked;
  }
  return bookedComers(byLead, showRates(past));
}
