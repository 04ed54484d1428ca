import { EVENT_DATA } from '@cockpit/contracts';
import { identityOf } from '@cockpit/log';
import { ratingCase } from '@cockpit/matters';
import { HOTLINE } from '../accounts';
import { starsAtWindow } from '../hall/window-rating';
import { demonstrationNetwork } from '../network';
import { planRatings } from './plan-ratings';

const network = demonstrationNetwork({ asOf: '2026-10-18' });
const HOLIDAY = '2026-10-21';
const plan = (from: string, to: string) => planRatings({ network, from, to, isHoliday: (date) => date === HOLIDAY });

describe('bad ratings of visits in the demonstration', () => {
  const events = plan('2026-10-12', '2026-10-24');
  const ratings = events.filter(({ type }) => type === 'hall.ticket.rated');
  const said = ratings.map(({ data }) => EVENT_DATA['hall.ticket.rated'].parse(data));

  it('come from every hall that is played, one a ticket, of those who said nothing at the window', () => {
    expect(new Set(said.map(({ hallId }) => hallId))).toEqual(new Set(['H08', 'H32', 'H42']));
    // halls number their tickets alike
    expect(new Set(said.map(({ hallId, ticketId }) => `${hallId} ${ticketId ?? ''}`)).size).toBe(said.length);
    expect(said.filter(({ ticketId = '' }) => starsAtWindow(ticketId) !== null)).toEqual([]);
    expect(said.every(({ stars }) => stars <= 2)).toBe(true);
    expect(ratings.filter(({ time }) => time.startsWith(HOLIDAY))).toEqual([]);
  });

  it('are taken up under the name the product gives them, and mostly answered', () => {
    const names = ratings.map(({ id, source }) => ratingCase(identityOf(HOTLINE, source, id)));
    const told = (type: string) =>
      events.filter((event) => event.type === type).map(({ data }) => String(data['caseId']));
    expect(told('hall.case.assigned').sort()).toEqual([...names].sort());
    const closed = told('hall.case.closed');
    expect(closed.filter((name) => !names.includes(name))).toEqual([]);
    expect(closed.length / names.length).toBeGreaterThan(0.75);
    expect(closed.length).toBeLessThanOrEqual(names.length);
  });

  it('do not depend on how far one looks', () => {
    const long = new Map(events.map((event) => [event.id, JSON.stringify(event)]));
    const short = plan('2026-10-12', '2026-10-16');
    expect(short.length).toBeGreaterThan(0);
    expect(short.every((event) => long.get(event.id) === JSON.stringify(event))).toBe(true);
  });
});
