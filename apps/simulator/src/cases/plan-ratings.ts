import type { OrganisationDoc } from '@cockpit/contracts';
import { addDays, daysOfSpan } from '@cockpit/domain';
import type { OutgoingEvent } from '@cockpit/sources';
import { identityOf } from '@cockpit/log';
import { ratingCase } from '@cockpit/matters';
import { HOTLINE } from '../accounts';
import { Draw } from '../network/random';
import { lotOf } from '../people';
import { COMPLAINTS, Diary } from './life';
import { officeDays, servedTickets } from './served';
import { staffOf } from './unit-staff';

/** The hotline sends a message after a visit; who was not content answers it, and is called back. */
const SOURCE = 'urn:hotline:yunjiang';
const HALLS = ['H32', 'H42', 'H08'];
/** Of the tickets one may answer for: beside those who rate at the window, about one rating in a hundred. */
const UNHAPPY = 0.003;
/** Of those, so many have a second star. */
const TWO_STARS = 0.6;
/** Of those, so many write why. */
const WRITE = 0.6;
const WRITTEN: Readonly<Record<string, string>> = {
  等候时间长: '取号后等了很久才叫到，前面还有人插队',
  一次告知不清: '来了两趟才知道还缺一份材料',
  办理时间长: '窗口办得太慢，一个事项办了半个多小时',
  服务态度差: '问了几句就不耐烦，希望改进',
};
/** Of those, so many are called back and have their answer within four working days. */
const ANSWERED = 0.92;

/**
 * Bad ratings of visits, by the ticket, each with what was done about it. Nobody says at the window itself that they are not content.
 * A pure function of its options, read off the tickets: the same however far one looks.
 */
export function planRatings({
  network,
  from,
  to,
  isHoliday,
}: {
  readonly network: OrganisationDoc;
  /** visits from this day through the day before `to`, hall days */
  readonly from: string;
  readonly to: string;
  readonly isHoliday: (date: string) => boolean;
}): OutgoingEvent[] {
  if (from >= to) return [];
  const { later } = officeDays(isHoliday);
  const days = daysOfSpan({ from, to: addDays(to, -1) }).filter((date) => !isHoliday(date));
  return network.halls
    .filter(({ code }) => HALLS.includes(code))
    .flatMap(({ code, timeZone }) => {
      const ticketsOn = servedTickets(network, code);
      const officers = staffOf(network, code)(code);
      return days.flatMap((date) =>
        ticketsOn(date)
          .filter((ticketId) => lotOf(`unhappy ${code} ${ticketId}`) < UNHAPPY)
          .flatMap((ticketId) => story(ticketId, { code, timeZone, officers, date, later })),
      );
    })
    .sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : 1));
}

interface Visit {
  readonly code: string;
  readonly timeZone: string;
  readonly officers: readonly string[];
  readonly date: string;
  readonly later: (date: string, days: number) => string;
}

function story(ticketId: string, { code, timeZone, officers, date, later }: Visit): OutgoingEvent[] {
  // halls number their tickets alike
  const draw = new Draw(Math.floor(lotOf(`answer ${code} ${ticketId}`) * 1_000_000));
  const said = new Diary(`PJ${code}-${ticketId}`, timeZone, SOURCE);
  const stars = draw.next() < TWO_STARS ? 2 : 1;
  const complaint = draw.pick(COMPLAINTS);
  const comment = lotOf(`writes ${code} ${ticketId}`) < WRITE ? { comment: WRITTEN[complaint] ?? complaint } : {};
  const rating = { hallId: code, ticketId, stars, tags: [complaint], ...comment };
  // the message goes out in the evening
  const id = said.write('hall.ticket.rated', date, 18 * 60 + draw.next() * 120, rating);
  const followUp = new Diary(ratingCase(identityOf(HOTLINE, SOURCE, id)), timeZone, SOURCE);
  const next = later(date, 1);
  followUp.tell('assigned', next, 530 + draw.next() * 60, { unit: code, officerId: draw.pick(officers) });
  if (draw.next() < ANSWERED)
    followUp.tell('closed', later(next, draw.below(4)), 600 + draw.next() * 300, { result: 'answered' });
  return [...said.events, ...followUp.events];
}
