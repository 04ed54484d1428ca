import { TICKET_KINDS, WINDOW_KINDS } from '../lifecycle';
import type { BookingFact, BookingsLive } from './booking';
import type { HallConfig } from './config';
import type { Anomaly, FeedLive } from './feed';
import type { Observation } from './observations';
import type { QueueLive } from './queue';
import type { TerminalFact, TerminalLive, TerminalUse } from './terminal';
import type { TerminalStand } from './terminal-watch';
import type { IssueFact, TicketFact } from './ticket';
import type { WindowFact } from './window';

/** The stored part of a state. */
interface Facts {
  readonly config: Pick<HallConfig, 'day' | 'dayStart'>;
  readonly tickets: ReadonlyMap<string, { readonly facts: readonly TicketFact[] }>;
  readonly windows: ReadonlyMap<string, { readonly facts: readonly WindowFact[] }>;
  readonly queues: ReadonlyMap<string, Pick<QueueLive, 'observed'>>;
  readonly terminals: ReadonlyMap<string, TerminalLive>;
  readonly terminalsBefore: Map<string, TerminalStand>;
  readonly feeds: ReadonlyMap<string, FeedLive>;
  readonly bookings: BookingsLive;
  readonly withdrawn: Set<string>;
}

/** A state that facts are read into. */
interface Reading extends Facts {
  applyTicket(id: string, fact: TicketFact): void;
  applyWindow(id: string, fact: WindowFact): void;
  queue(code: string): QueueLive;
  terminal(id: string): TerminalLive;
  feed(source: string): FeedLive;
  advance(time: number): void;
}

/** kind · ms since the start of the day · key · window · officer · text · issue [number, item, channel, priority] */
type TicketRow = [
  number,
  number,
  string,
  string | null,
  string | null,
  string | null,
  ...([] | [[string, string | null, string, number]]),
];
/** kind · ms since the start of the day · key · officer · queues · prompt · text */
type WindowRow = [number, number, string, string | null, readonly string[] | null, string | null, string | null];

/** A hall state as its facts; everything derived is computed again when it is read. */
export interface HallStateJson {
  format: 'hall-state/2';
  day: string;
  advancedTo: number;
  tickets: [string, ...TicketRow[]][];
  windows: [string, ...WindowRow[]][];
  observed: [string, ...Observation[]][];
  terminals: { id: string; heartbeatAt: number | null; reports: TerminalFact[]; uses: TerminalUse[] }[];
  /** absent if the days before are unknown */
  terminalsBefore?: ({ id: string } & TerminalStand)[];
  feeds: {
    source: string;
    firstReceivedAt: number | null;
    lastReceivedAt: number | null;
    wallReceivedAt?: number | null;
    lastEventAt: number | null;
    gapMs: number | null;
    kinds: string[];
    oddities: Anomaly[];
  }[];
  bookings: BookingFact[];
  withdrawn: string[];
}

const TICKET_INDEX = new Map(TICKET_KINDS.map((kind, index) => [kind, index]));
const WINDOW_INDEX = new Map(WINDOW_KINDS.map((kind, index) => [kind, index]));

const byKey = <T>(entries: Iterable<[string, T]>): [string, T][] => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

export function writeState(state: Facts, advancedTo: number): HallStateJson {
  const { dayStart, day } = state.config;
  return {
    format: 'hall-state/2',
    day,
    advancedTo,
    tickets: byKey(state.tickets).map(([id, ticket]) => [id, ...ticket.facts.map((fact) => ticketRow(fact, dayStart))]),
    windows: byKey(state.windows)
      .filter(([, window]) => window.facts.length > 0)
      .map(([id, window]) => [id, ...window.facts.map((fact) => windowRow(fact, dayStart))]),
    observed: byKey(state.queues)
      .filter(([, queue]) => queue.observed.list.length > 0)
      .map(([code, queue]) => [code, ...queue.observed.list]),
    terminals: byKey(state.terminals).map(([id, { heartbeatAt, reports, uses }]) => ({
      id,
      heartbeatAt,
      reports: [...reports],
      uses: [...uses],
    })),
    ...(state.terminalsBefore.size === 0
      ? {}
      : { terminalsBefore: byKey(state.terminalsBefore).map(([id, stand]) => ({ id, ...stand })) }),
    feeds: byKey(state.feeds).map(
      ([source, { firstReceivedAt, lastReceivedAt, wallReceivedAt, lastEventAt, gapMs, kinds, anomalies }]) => ({
        source,
        firstReceivedAt,
        lastReceivedAt,
        wallReceivedAt,
        lastEventAt,
        gapMs,
        kinds: [...kinds].sort(),
        oddities: [...anomalies.values()],
      }),
    ),
    bookings: state.bookings.facts,
    withdrawn: [...state.withdrawn].sort(),
  };
}

/** Applies stored facts to an empty state; withdrawn ones are skipped. */
export function readState(state: Reading, json: HallStateJson): void {
  const { dayStart } = state.config;
  for (const key of json.withdrawn) state.withdrawn.add(key);
  const stands = (fact: { key: string }): boolean => !state.withdrawn.has(fact.key);
  for (const [id, ...rows] of json.tickets) {
    for (const row of rows) {
      const fact = ticketOf(row, dayStart);
      if (fact !== null && stands(fact)) state.applyTicket(id, fact);
    }
  }
  for (const [id, ...rows] of json.windows) {
    for (const row of rows) {
      const fact = windowOf(row, dayStart);
      if (fact !== null && stands(fact)) state.applyWindow(id, fact);
    }
  }
  for (const [code, ...list] of json.observed)
    for (const seen of list) if (stands(seen)) state.queue(code).observed.add(seen);
  for (const { id, heartbeatAt, reports, uses } of json.terminals) {
    const terminal = state.terminal(id);
    if (heartbeatAt !== null) terminal.beat(heartbeatAt);
    for (const fact of reports) if (stands(fact)) terminal.report(fact);
    for (const use of uses) if (stands(use)) terminal.use(use);
  }
  for (const { id, ...stand } of json.terminalsBefore ?? []) state.terminalsBefore.set(id, stand);
  for (const { source, oddities: anomalies, kinds, ...times } of json.feeds) {
    const feed = Object.assign(state.feed(source), times);
    for (const kind of kinds) feed.kinds.add(kind);
    for (const anomaly of anomalies) feed.anomalies.set(anomaly.kind, anomaly);
  }
  for (const fact of json.bookings) if (!state.withdrawn.has(fact[0])) state.bookings.add(fact);
  state.advance(json.advancedTo);
}

function ticketRow({ kind, at, key, windowId, officerId, text, issue }: TicketFact, dayStart: number): TicketRow {
  const row: TicketRow = [TICKET_INDEX.get(kind) ?? 0, at - dayStart, key, windowId, officerId, text];
  return issue === null
    ? row
    : [row[0], row[1], row[2], row[3], row[4], row[5], [issue.number, issue.item, issue.channel, issue.priority]];
}

function ticketOf(
  [index, offset, key, windowId, officerId, text, parts]: TicketRow,
  dayStart: number,
): TicketFact | null {
  const kind = TICKET_KINDS[index];
  if (kind === undefined) return null;
  const issue: IssueFact | null =
    parts === undefined ? null : { number: parts[0], item: parts[1], channel: parts[2], priority: parts[3] };
  return { kind, at: dayStart + offset, key, windowId, officerId, text, issue };
}

function windowRow({ kind, at, key, officerId, queues, promptId, text }: WindowFact, dayStart: number): WindowRow {
  return [WINDOW_INDEX.get(kind) ?? 0, at - dayStart, key, officerId, queues, promptId, text];
}

function windowOf(
  [index, offset, key, officerId, queues, promptId, text]: WindowRow,
  dayStart: number,
): WindowFact | null {
  const kind = WINDOW_KINDS[index];
  return kind === undefined ? null : { kind, at: dayStart + offset, key, officerId, queues, promptId, text };
}
