import { inOrder, isTerminalEvent, isTicketEvent, isWindowEvent, type FoldEvent, type TerminalEvent } from './events';

/** A terminal not heard of for so long is silent; they report every few minutes. */
export const TERMINAL_SILENT_MS = 15 * 60_000;
/** How far back the fault is looked for in which a terminal begins its day. */
export const FAULT_CARRY_MS = 7 * 86_400_000;

const isTerminalUse = (event: FoldEvent): event is Extract<FoldEvent, { type: 'hall.terminal.used' }> =>
  event.type === 'hall.terminal.used';

export type TerminalState = 'up' | 'fault' | 'silent';

/** A stretch of time in which a terminal was in one state. Times epoch ms, `to` not included. */
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
 * What the terminals of one hall did from `from` to `to`, from all events of the hall in that time, and the faults and
 * restorations of the days before, in any order and repetition. A fault lasts until it is said to be over: a heartbeat only shows
 * that the machine is on. What nobody has said anything about is left out.
 * @param until how far the spans reach; the hall's last word (tickets, windows, terminals) unless said otherwise
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
  const told: TerminalEvent[] = [];
  for (const event of events) {
    if (event.time >= to) continue;
    if (event.time >= from && (isTerminalEvent(event) || isTicketEvent(event) || isWindowEvent(event)))
      last = Math.max(last, event.time);
    if (isTerminalEvent(event)) told.push(event);
  }
  for (const event of inOrder(told)) {
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
  /** where the stretch not yet written begins */
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

/** How often and how long the terminals of a hall were used for what, with what outcome. */
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
