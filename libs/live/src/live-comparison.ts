import { Inject, Injectable } from '@nestjs/common';
import type { LiveHall } from '@cockpit/contracts';
import { HallState } from '@cockpit/domain';
import { CLOCK, type Clock } from '@cockpit/platform';
import { LiveSnapshots } from './api/live-snapshots';
import { LiveStates } from './live-states';
import { STORED_EVENTS, type StoredEvents } from './ports';
import { fillDay } from './projector/hall-opener';
import { NO_SECTIONS } from './sections';
import { NO_ESTIMATES } from './view/estimates';
import { liveHall } from './view/live-hall';

/** Holds what is live of a hall against a state built anew from the stored events: any difference was lost, or counted twice, on the way. */
@Injectable()
export class LiveComparison {
  constructor(
    private readonly states: LiveStates,
    private readonly snapshots: LiveSnapshots,
    @Inject(STORED_EVENTS) private readonly stored: StoredEvents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Only while nothing comes in and nothing waits in the log: what is not stored yet, or not shown yet, is a difference, too.
   * @returns a line for each difference
   */
  async differences(hall: string): Promise<string[]> {
    const wallNow = this.clock.now();
    const [live, shown] = await Promise.all([this.states.get(hall), this.snapshots.ifThere(hall, wallNow)]);
    if (live === null || shown === null) return [`${hall}: nothing is live`];
    const anew = new HallState(live.config);
    await fillDay(anew, this.stored);
    const facts = unlike(factsOf(live), factsOf(anew));
    // ages and waits are counted up to the hall's now
    anew.advance(Date.parse(shown.now));
    const built = liveHall({ state: anew, estimates: NO_ESTIMATES, sections: NO_SECTIONS, wallNow, pulseAt: null });
    return [...facts, ...unlike(figuresOf(shown), figuresOf(built))].map((line) => `${hall}: ${line}`);
  }
}

/** What events told. What is known of the feeds is left out: it depends on when events arrived. */
function factsOf(state: HallState): Map<string, unknown> {
  const { tickets, windows, observed, terminals, bookings, withdrawn } = state.toJSON();
  return new Map<string, unknown>([
    ...tickets.map(([id, ...facts]) => [`ticket ${id}`, facts] as const),
    ...windows.map(([id, ...facts]) => [`window ${id}`, facts] as const),
    ...observed.map(([code, ...boards]) => [`board ${code}`, boards] as const),
    ...terminals.map(({ id, ...facts }) => [`terminal ${id}`, facts] as const),
    ...bookings.map(([key, ...fact]) => [`booking event ${key}`, fact] as const),
    ...withdrawn.map((key) => [`withdrawal of ${key}`, true] as const),
  ]);
}

/** Of a snapshot what follows from the events alone; predictions, prompts and warnings do not. */
const figuresOf = ({ kpis, queues, windows }: LiveHall): Map<string, unknown> =>
  new Map<string, unknown>([
    ...Object.entries(kpis).map(([name, value]) => [`figure ${name}`, value] as const),
    ...queues.map(
      ({ code, waiting, longestWaitSec, openWindows, lastCalled }) =>
        [`queue ${code}`, { waiting, longestWaitSec, openWindows, lastCalled }] as const,
    ),
    ...windows.map(
      ({ windowId, state, officerId, ticketId, queues: served }) =>
        [`window as shown ${windowId}`, { state, officerId, ticketId, queues: served }] as const,
    ),
  ]);

function unlike(live: ReadonlyMap<string, unknown>, stored: ReadonlyMap<string, unknown>): string[] {
  const text = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
  return [...new Set([...live.keys(), ...stored.keys()])]
    .filter((name) => text(live.get(name)) !== text(stored.get(name)))
    .map((name) => `${name} is ${text(live.get(name))} live and ${text(stored.get(name))} by what is stored`);
}
