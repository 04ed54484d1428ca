import type { OrganisationDoc } from '@cockpit/contracts';
import { addDays, weekdayOf } from '@cockpit/domain';
import { starsAtWindow } from '../hall/window-rating';
import { SIMULATED, hallPlan } from '../halls';

/** Early enough to be served before anybody is led elsewhere. */
const SERVED_BY_MIN = 180;

/** Tickets of a hall's own day whose holders are there when called, and have not rated at the window. */
export function servedTickets(network: OrganisationDoc, code: string): (date: string) => readonly string[] {
  const hall = SIMULATED.find((one) => one.code === code);
  const known = new Map<string, readonly string[]>();
  return (date) => {
    let tickets = known.get(date);
    if (tickets === undefined) {
      const plan = hall === undefined ? null : hallPlan(network, hall, date);
      tickets = (plan?.day.tickets ?? [])
        .filter(({ noShow, issuedMin }) => !noShow && issuedMin <= SERVED_BY_MIN)
        .map(({ id }) => plan?.names.ticket(id) ?? '')
        .filter((ticket) => starsAtWindow(ticket) === null);
      known.set(date, tickets);
    }
    return tickets;
  };
}

/** The calendar of those who work on what came in: no weekends, no holidays. */
export function officeDays(isHoliday: (date: string) => boolean): {
  works: (date: string) => boolean;
  /** `days` working days later */
  later: (date: string, days: number) => string;
} {
  const known = new Map<string, boolean>();
  const works = (date: string): boolean => {
    let working = known.get(date);
    if (working === undefined) known.set(date, (working = !isHoliday(date) && weekdayOf(date) <= 5));
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
