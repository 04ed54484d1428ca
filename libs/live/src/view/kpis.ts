import type { LiveKpis } from '@cockpit/contracts';
import type { HallState, LiveTicket } from '@cockpit/domain';

type FromTickets = Pick<
  LiveKpis,
  'atWindows' | 'left' | 'waitP50Sec' | 'waitP50HourSec' | 'waitMeanSec' | 'serviceLevel' | 'earlier'
>;

export interface TicketScan {
  kpis: FromTickets;
  /** number of the ticket called last, by queue */
  lastCalled: Map<string, string>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** what a figure is compared with: long enough ago that one visitor more or less does not decide */
const EARLIER_MIN = 30;

/** What cannot be kept as a running count, and how it was half an hour ago. */
export function scanTickets(state: HallState): TicketScan {
  const scan = scanAt(state, state.tickets.values(), state.now);
  const then = state.now - EARLIER_MIN * MINUTE;
  const before = [...state.tickets.values()].map((ticket) => ticket.asOf(then)).filter(({ facts }) => facts.length > 0);
  if (before.length === 0) return scan;
  const { waitP50HourSec = null, serviceLevel } = scanAt(state, before, then).kpis;
  const waiting = before.filter((ticket) => ticket.state === 'waiting' && ticket.queue !== null).length;
  return { ...scan, kpis: { ...scan.kpis, earlier: { minutes: EARLIER_MIN, waiting, waitP50HourSec, serviceLevel } } };
}

/** One walk over the tickets of a day as they were at a moment. */
function scanAt({ queues, config }: HallState, tickets: Iterable<LiveTicket>, now: number): TicketScan {
  const target = new Map(
    [...queues.values()].map((queue) => [
      queue.code,
      (queue.config?.waitTargetMin ?? config.hall.waitTargetMin) * MINUTE,
    ]),
  );
  const ofItem = new Map(
    config.items.flatMap(({ code, waitTargetMin }) =>
      waitTargetMin === undefined ? [] : [[code, waitTargetMin * MINUTE] as const],
    ),
  );
  const waits: number[] = [];
  const ofHour: number[] = [];
  const last = new Map<string, { at: number; number: string }>();
  let within = 0;
  let lost = 0;
  let atWindows = 0;
  const left = { noShow: 0, cancelled: 0, guided: 0 };
  for (const ticket of tickets) {
    const { issuedAt, firstCalledAt, queue, item, state: stage } = ticket;
    if (queue === null || issuedAt === null) continue;
    if (stage === 'called' || stage === 'serving') atWindows++;
    else if (stage === 'no-show') left.noShow++;
    else if (stage === 'cancelled' || stage === 'guided') left[stage]++;
    const limit =
      (item === null ? undefined : ofItem.get(item)) ?? target.get(queue) ?? config.hall.waitTargetMin * MINUTE;
    if (firstCalledAt !== null) {
      const wait = Math.max(0, firstCalledAt - issuedAt);
      waits.push(wait);
      if (now - firstCalledAt < HOUR) ofHour.push(wait);
      if (wait <= limit) within++;
      const calledAt = ticket.calledAt ?? firstCalledAt;
      const known = last.get(queue);
      if (ticket.number !== null && (known === undefined || calledAt > known.at))
        last.set(queue, { at: calledAt, number: ticket.number });
    } else if (ticket.state === 'cancelled' || (ticket.state === 'waiting' && now - issuedAt > limit)) lost++;
  }
  return {
    kpis: {
      atWindows,
      left,
      waitP50Sec: medianSec(waits),
      waitP50HourSec: medianSec(ofHour),
      waitMeanSec:
        waits.length === 0 ? null : Math.round(waits.reduce((sum, wait) => sum + wait, 0) / waits.length / 1000),
      serviceLevel: { numerator: within, denominator: waits.length + lost, targetMin: config.hall.waitTargetMin },
    },
    lastCalled: new Map([...last].map(([queue, { number }]) => [queue, number])),
  };
}

function medianSec(waits: number[]): number | null {
  if (waits.length === 0) return null;
  const sorted = Float64Array.from(waits).sort();
  const middle = sorted.length >> 1;
  const value = sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return Math.round((value ?? 0) / 1000);
}
