import { BookingOutlook } from '@cockpit/contracts';
import { ask } from '../../shared/http';

export const fetchBookings = async (hall: string): Promise<BookingOutlook> =>
  (await ask('GET', `/v1/bookings/outlook?hall=${encodeURIComponent(hall)}`, BookingOutlook)).body;
