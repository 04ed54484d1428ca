import type { LiveKpis } from '@cockpit/contracts';
import type { HallState } from '@cockpit/domain';

export interface TicketScan {
  kpis: Pick<LiveKpis, 'atWindows' | 'left' | 'waitP50Sec' | 'waitP50HourSec' | 'waitMeanSec' | 'serviceLevel'>;
  /** number of the ticket called last, by queue */
  lastCalled: Map<string, string>;
}

const HOUR = 3_600_000;

/** One walk over today's tickets for what cannot be kept as a running count. */
export function scanTickets(state: HallState): TicketScan {
  const { now, config } = state;
  const target = new Map(
    [...state.queues.values()].map((queue) => [
      queue.code,
      (queue.config?.waitTargetMin ?? config.hall.waitTargetMin) * 60_000,
    ]),
  );
  const ofItem = new Map(
    config.items.flatMap(({ code, waitTargetMin }) =>
      waitTargetMin === undefined ? [] : [[code, waitTargetMin * 60_000] as const],
    ),
  );
  const waits: number[] = [];
  const ofHour: number[] = [];
  const last = new Map<string, { at: number; number: string }>();
  let within = 0;
  let lost = 0;
  let atWindows = 0;
  const left = { noShow: 0, cancelled: 0, guided: 0 };
  for (const ticket of state.tickets.values()) {
    const { issuedAt, firstCalledAt, queue, item, state: stage } = ticket;
    if (queue === null || issuedAt === null) continue;
    if (stage === 'called' || stage === 'serving') atWindows++;
    else if (stage === 'no-show') left.noShow++;
    else if (stage === 'cancelled' || stage === 'guided') left[stage]++;
    const limit =
      (item === null ? undefined : ofItem.get(item)) ?? target.get(queue) ?? config.hall.waitTargetMin * 60_000;
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
