import type { OrganisationDoc } from '@cockpit/contracts';
import { addDays, weekdayOf } from '@cockpit/domain';
import { starsAtWindow } from '../hall/window-rating';
import { SIMULATED, hallPlan } from '../halls';

/** Tickets up to this minute are served before guides lead anybody away. */
const SERVED_BY_MIN = 180;

/** Tickets of a hall's planned day that are served and were not rated at the window. */
export function servedTickets(network: OrganisationDoc, code: string): (date: string) => readonly string[] {
  const hall = SIMULATED.find((candidate) => candidate.code === code);
  const cache = new Map<string, readonly string[]>();
  return (date) => {
    let tickets = cache.get(date);
    if (tickets === undefined) {
      const plan = hall === undefined ? null : hallPlan(network, hall, date);
      tickets = (plan?.day.tickets ?? [])
        .filter(({ noShow, issuedMin }) => !noShow && issuedMin <= SERVED_BY_MIN)
        .map(({ id }) => plan?.names.ticket(id) ?? '')
        .filter((ticket) => starsAtWindow(ticket) === null);
      cache.set(date, tickets);
    }
    return tickets;
  };
}

/** Working calendar of the back offices: no weekends, no holidays. */
export function officeDays(isHoliday: (date: string) => boolean): {
  works: (date: string) => boolean;
  /** The date `days` working days later. */
  later: (date: string, days: number) => string;
} {
  const cache = new Map<string, boolean>();
  const works = (date: string): boolean => {
    let working = cache.get(date);
    if (working === undefined) cache.set(date, (working = !isHoliday(date) && weekdayOf(date) <= 5));
    return working;
  };
  const later = (date: string, days: number): string => {
    let day = date;
    for (let left = days; left > 0;) {
      day = addDays(day, 1);
      if (works(day)) left--;
    }
    return day;
  };
  return { works, later };
}
