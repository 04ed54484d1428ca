import { inOrder, isTerminalEvent, isTicketEvent, isWindowEvent, type FoldEvent, type TerminalEvent } from './events';

/** A terminal without reports for this long counts as silent; terminals report every few minutes. */
export const TERMINAL_SILENT_MS = 15 * 60_000;
/** How far back to search for the fault in which a terminal starts its day. */
export const FAULT_CARRY_MS = 7 * 86_400_000;

const isTerminalUse = (event: FoldEvent): event is Extract<FoldEvent, { type: 'hall.terminal.used' }> =>
  event.type === 'hall.terminal.used';

export type TerminalState = 'up' | 'fault' | 'silent';

/** An interval in which a terminal had one state. Times epoch ms, `to` not included. */
export interface TerminalSpan {
  hall: string;
  terminalId: string;
  state: TerminalState;
  from: number;
  to: number;
}

export interface TerminalUseRow {
  hall: string;
  terminalId: string;
  item: string;
  outcome: string;
  uses: number;
  seconds: number;
}

/**
 * Spans of the terminals of one hall from `from` to `to`, from all events of that time and the faults and restorations of the days before,
 * in any order and repetition. A fault lasts until it is restored; a heartbeat only shows that the machine is on. Time without any report
 * is omitted.
 * @param until end of the spans; by default the hall's last event (tickets, windows, terminals)
 */
export function foldTerminalSpans(
  hall: string,
  events: Iterable<FoldEvent>,
  from: number,
  to: number,
  until?: number,
): TerminalSpan[] {
  const terminals = new Map<string, TerminalEvent[]>();
  let last = -Infinity;
  const reports: TerminalEvent[] = [];
  for (const event of events) {
    if (event.time >= to) continue;
    if (event.time >= from && (isTerminalEvent(event) || isTicketEvent(event) || isWindowEvent(event)))
      last = Math.max(last, event.time);
    if (isTerminalEvent(event)) reports.push(event);
  }
  for (const event of inOrder(reports)) {
    const own = terminals.get(event.data.terminalId);
    if (own === undefined) terminals.set(event.data.terminalId, [event]);
    else own.push(event);
  }
  const end = Math.min(to, until ?? last);
  return [...terminals.keys()]
    .sort()
    .flatMap((terminalId) => spansOf(hall, terminalId, terminals.get(terminalId) ?? [], from, end));
}

function spansOf(
  hall: string,
  terminalId: string,
  events: readonly TerminalEvent[],
  from: number,
  end: number,
): TerminalSpan[] {
  const spans: TerminalSpan[] = [];
  const add = (state: TerminalState, start: number, stop: number): void => {
    const before = spans.at(-1);
    if (stop <= start) return;
    if (before?.state === state && before.to === start) before.to = stop;
    else spans.push({ hall, terminalId, state, from: start, to: stop });
  };
  let faulty = false;
  let heardAt: number | null = null;
  /** start of the span that is not yet written */
  let since: number | null = null;
  const close = (at: number): void => {
    if (since === null) return;
    if (faulty) add('fault', since, at);
    else {
      const silentAt = Math.max(since, (heardAt ?? since) + TERMINAL_SILENT_MS);
      add('up', since, Math.min(at, silentAt));
      add('silent', silentAt, at);
    }
    since = at;
  };
  for (const event of events) {
    if (event.time >= from) {
      if (since === null && faulty) since = from;
      close(event.time);
      since ??= event.time;
      heardAt = event.time;
    }
    if (event.type === 'hall.terminal.fault') faulty = true;
    if (event.type === 'hall.terminal.restored') faulty = false;
  }
  if (since === null && faulty) since = from;
  close(end);
  return spans;
}

/** Number and duration of uses of a hall's terminals, by purpose and outcome. */
export function foldTerminalUses(hall: string, events: Iterable<FoldEvent>): TerminalUseRow[] {
  const rows = new Map<string, TerminalUseRow>();
  for (const event of inOrder([...events].filter(isTerminalUse))) {
    const { terminalId, item, outcome, seconds } = event.data;
    const key = JSON.stringify([terminalId, item, outcome]);
    const row = rows.get(key) ?? { hall, terminalId, item, outcome, uses: 0, seconds: 0 };
    rows.set(key, row);
    row.uses += 1;
    row.seconds += seconds;
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
