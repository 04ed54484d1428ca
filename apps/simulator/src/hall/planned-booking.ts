/** One booking as the hall's own booking system knows it. Times epoch ms. */
export interface PlannedBooking {
  readonly bookingId: string;
  readonly queue: string;
  readonly item: string | undefined;
  readonly slotStart: number;
  readonly slotEnd: number;
  readonly createdAt: number;
  readonly cancelledAt: number | null;
  /** place of the visitor who comes with it, null when nobody does */
  readonly ticket: number | null;
}
