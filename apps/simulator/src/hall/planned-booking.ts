/** One booking as the hall's booking system knows it. Times are epoch ms. */
export interface PlannedBooking {
  readonly bookingId: string;
  readonly queue: string;
  readonly item: string | undefined;
  readonly slotStart: number;
  readonly slotEnd: number;
  readonly createdAt: number;
  readonly cancelledAt: number | null;
  /** Index of the visitor who comes with it; null if nobody comes. */
  readonly ticket: number | null;
}
