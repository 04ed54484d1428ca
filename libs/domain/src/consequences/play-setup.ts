import type { SimDay, SimTicket } from '../simulation/day';
import { scenarioOf } from '../simulation/sample-day';
import { HallSimulator } from '../simulation/simulator';
import { exclusive, linked } from '../simulation/yardsticks';
import type { HallConfig } from '../live';
import { isLinked } from '../queue-set';
import { mannedBy } from './manned';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const HOURS = 49;
/** So long after the day's first minute nobody sits there any more. */
const END_MIN = 2 * 24 * 60 - 2;

/** How one queue fared on one day that was played. */
export class QueueRun {
  /** minutes, of everybody who came to wait; those never called waited as long as their patience */
  readonly waits: number[] = [];
  /** sum and number of waits by the hour of the day in which they came */
  readonly hourSum = new Float64Array(HOURS);
  readonly hourCount = new Uint32Array(HOURS);
  /** people in line at the worst moment */
  longest = 0;
  /** still in line when nobody sat there any more, or before closed doors */
  unserved = 0;
  private inLine = 0;

  step(by: number): void {
    this.inLine += by;
    if (this.inLine > this.longest) this.longest = this.inLine;
  }

  count(waitMin: number, hour: number): void {
    this.waits.push(waitMin);
    this.hourSum[hour] = (this.hourSum[hour] ?? 0) + waitMin;
    this.hourCount[hour] = (this.hourCount[hour] ?? 0) + 1;
  }
}

/** People who come, whatever the setup: drawn for the hall as it is in `config`. */
export interface Visitors {
  readonly config: HallConfig;
  readonly tickets: SimDay['tickets'];
}

/** A day of the hall played with these people and the windows as they are rostered; nobody is prompted to do anything. By queue code. */
export function playSetup(config: HallConfig, visitors: Visitors): Map<string, QueueRun> {
  const origin = visitors.config.forecast.start;
  const codes = config.queues.map(({ code }) => code);
  const runs = codes.map(() => new QueueRun());
  const turnedAway = new Map<string, QueueRun>();
  const tickets = admitted(config, visitors, (queue) => {
    const run = runs[codes.indexOf(queue)] ?? turnedAway.get(queue) ?? new QueueRun();
    if (!codes.includes(queue)) turnedAway.set(queue, run);
    run.unserved += 1;
  });
  const hourOf = ({ issuedMin }: SimTicket): number =>
    Math.floor((origin + issuedMin * MINUTE - config.dayStart) / HOUR);
  const { officers, changes } = mannedBy(config, origin);
  const simulator = new HallSimulator(
    { day: 0, scenario: scenarioOf(config), tickets, officers },
    {
      opening: () => exclusive(0n),
      onWait: (waited, _, ticket) => runs[ticket.branch]?.count(waited, hourOf(ticket)),
      onStep: (step) => {
        if (step.kind === 'issued') runs[step.ticket.branch]?.step(1);
        else if (step.kind === 'called') runs[step.ticket.branch]?.step(-1);
      },
    },
  );
  for (const { window, atMin, mask } of changes) {
    simulator.advanceTo(atMin);
    simulator.assign(window, isLinked(mask) ? linked(mask) : exclusive(mask));
  }
  simulator.advanceTo(END_MIN);
  for (const ticket of simulator.stranded()) {
    const run = runs[ticket.branch];
    if (ticket.noShow || run === undefined) continue;
    run.unserved += 1;
    run.count(ticket.patienceMin, hourOf(ticket));
  }
  return new Map([...turnedAway, ...codes.map((code, i): [string, QueueRun] => [code, runs[i] ?? new QueueRun()])]);
}

/** Those who find the doors open and their queue there. */
function admitted(
  { queues, open }: HallConfig,
  { config: own, tickets }: Visitors,
  turnAway: (queue: string) => void,
): SimTicket[] {
  const place = own.queues.map(({ code }) => queues.findIndex((one) => one.code === code));
  const spans = open.map(({ from, to }) => [from, to].map((at) => (at - own.forecast.start) / MINUTE));
  return tickets.flatMap((ticket) => {
    const branch = place[ticket.branch] ?? -1;
    const isOpen = spans.some(([from = 0, to = 0]) => from <= ticket.issuedMin && ticket.issuedMin < to);
    if (isOpen && branch >= 0) return branch === ticket.branch ? ticket : { ...ticket, branch };
    if (!ticket.noShow) turnAway(own.queues[ticket.branch]?.code ?? '');
    return [];
  });
}
