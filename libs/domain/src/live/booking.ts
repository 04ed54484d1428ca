export interface LiveBooking {
  bookingId: string;
  queue: string;
  item: string | null;
  /** epoch ms */
  slotStart: number;
  slotEnd: number;
}
