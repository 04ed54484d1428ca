import { sent } from './support';

const DAY_MIN = 24 * 60;
/** A ticket every so many minutes, from opening to closing. */
const EVERY_MIN = { household: 4, traffic: 6 };

/** Tickets of days before the hall's own, the earliest day first: what a forecast is made of. */
export const pastDays = (days: number): object[][] =>
  Array.from({ length: days }, (_, i) =>
    Object.entries(EVERY_MIN).flatMap(([queue, every]) =>
      Array.from({ length: Math.floor(520 / every) }, (_ticket, n) => {
        const ticketId = `${queue}-${String(days - i)}-${String(n)}`;
        const minute = (i - days) * DAY_MIN + n * every;
        return sent('hall.ticket.issued', minute, { ticketId, number: ticketId, queue, channel: 'walk-in' });
      }),
    ),
  );
