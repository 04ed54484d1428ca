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

/** After a visit the hotline sends a message. Unhappy visitors answer it and are called back. */
const SOURCE = 'urn:hotline:yunjiang';
const HALLS = ['H32', 'H42', 'H08'];
/** Share of eligible tickets with a bad rating from home: about one in a hundred of all ratings. */
const UNHAPPY = 0.003;
/** Share of the bad ratings that have two stars; the others have one. */
const TWO_STARS = 0.6;
/** Share of the bad ratings with a comment. */
const WRITE = 0.6;
const WRITTEN: Readonly<Record<string, string>> = {
  等候时间长: '取号后等了很久才叫到，前面还有人插队',
  一次告知不清: '来了两趟才知道还缺一份材料',
  办理时间长: '窗口办得太慢，一个事项办了半个多小时',
  服务态度差: '问了几句就不耐烦，希望改进',
};
/** Share of the bad ratings that are answered within four working days. */
const ANSWERED = 0.92;

/**
 * Bad ratings of visits by ticket, each with its follow-up. Nobody gives a bad rating at the window itself. A pure
 * function of its options; the range of days changes nothing for one ticket.
 */
export function planRatings({
  network,
  from,
  to,
  isHoliday,
}: {
  readonly network: OrganisationDoc;
  /** First hall day of visits; `to` is exclusive. */
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
  // Different halls use the same ticket numbers.
  const draw = new Draw(Math.floor(lotOf(`answer ${code} ${ticketId}`) * 1_000_000));
  const ratings = new Diary(`PJ${code}-${ticketId}`, timeZone, SOURCE);
  const stars = draw.next() < TWO_STARS ? 2 : 1;
  const complaint = draw.pick(COMPLAINTS);
  const comment = lotOf(`writes ${code} ${ticketId}`) < WRITE ? { comment: WRITTEN[complaint] ?? complaint } : {};
  const rating = { hallId: code, ticketId, stars, tags: [complaint], ...comment };
  // The message is sent in the evening.
  const id = ratings.add('hall.ticket.rated', date, 18 * 60 + draw.next() * 120, rating);
  const followUp = new Diary(ratingCase(identityOf(HOTLINE, SOURCE, id)), timeZone, SOURCE);
  const next = later(date, 1);
  followUp.addStep('assigned', next, 530 + draw.next() * 60, { unit: code, officerId: draw.pick(officers) });
  if (draw.next() < ANSWERED)
    followUp.addStep('closed', later(next, draw.below(4)), 600 + draw.next() * 300, { result: 'answered' });
  return [...ratings.events, ...followUp.events];
}
