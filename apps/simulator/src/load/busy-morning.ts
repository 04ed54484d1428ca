import type { OrganisationDoc } from '@cockpit/contracts';
import { HallDay } from '../hall/hall-day';
import { hallPlan, type SimulatedHall } from '../halls';

const CANDIDATES = 20;
/** Day numbers this far apart share no visitor and keep the order of weekdays. */
const APART = 1_000;
/** 10:10, when a new viewer of the demonstration looks at the wall. */
const LOOKED_AT_MIN = 100;

/**
 * Chooses the hall's offset so that the first morning is busy at some windows and idle at others: the most uneven of
 * twenty candidates.
 */
export function busyMorning(network: OrganisationDoc, hall: SimulatedHall, date: string): number {
  let chosen = hall.offset;
  let best = -Infinity;
  for (let candidate = 0; candidate < CANDIDATES; candidate += 1) {
    const offset = hall.offset + candidate * APART;
    const score = unevenness(network, { ...hall, offset }, date);
    if (score <= best) continue;
    best = score;
    chosen = offset;
  }
  return chosen;
}

/** People waiting per window in the busiest queue minus those in the idlest, capped at a bearable level. */
function unevenness(network: OrganisationDoc, hall: SimulatedHall, date: string): number {
  const plan = hallPlan(network, hall, date);
  if (plan === null) return -Infinity;
  const waiting = new Map<string, string>();
  for (const event of new HallDay(plan, { heartbeatEveryMin: 60 }).advanceTo(LOOKED_AT_MIN)) {
    if (event.type === 'hall.ticket.issued') waiting.set(event.data.ticketId, event.data.queue);
    else if (event.type === 'hall.ticket.called') waiting.delete(event.data.ticketId);
  }
  const loads = plan.queues.map((queue) => {
    const windows = plan.windows.filter(({ queues }) => queues[0] === queue).length;
    return [...waiting.values()].filter((waitingFor) => waitingFor === queue).length / Math.max(1, windows);
  });
  const busiest = Math.max(...loads);
  return Math.min(busiest, 4) - Math.min(...loads) - Math.max(0, busiest - 5);
}
