import { CalendarImport, CalendarInForce, page, type CalendarDay } from '@cockpit/contracts';
import { ask } from '../../shared/http';

export interface CalendarWish {
  year: number;
  papers: readonly string[];
  days: readonly CalendarDay[];
  /** the version it was made from; 0: there was none */
  madeFrom: number;
  reason: string;
}

export const fetchCalendars = async (): Promise<CalendarInForce[]> =>
  (await ask('GET', '/v1/calendars', page(CalendarInForce))).body.items;
export const saveCalendar = async (wish: CalendarWish): Promise<CalendarImport> =>
  (await ask('PUT', `/v1/calendars/${String(wish.year)}`, CalendarImport, wish)).body;
