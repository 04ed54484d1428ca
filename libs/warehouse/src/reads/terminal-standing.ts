import type { Terminal, TerminalDoc } from '@cockpit/contracts';
import { foldTerminalSpans, type FoldEvent, type TerminalEvent } from '@cockpit/domain';

/** How a terminal stands, of whichever hall. */
export type Standing = Pick<Terminal, 'terminalId' | 'name' | 'state' | 'since' | 'faultCode' | 'lastHeartbeatAt'>;

/**
 * How the terminals of a hall stand at `now`, those it registered and those it only heard of, by their ids. What counts are the faults and
 * restorations, of the days before `from` too, and the last word of each kind since then; more words of a terminal only tell since when it is up.
 * @param from, now epoch ms
 */
export function standingsOf(
  hall: string,
  registered: readonly Pick<TerminalDoc, 'id' | 'name'>[],
  events: readonly TerminalEvent[],
  from: number,
  now: number,
): Standing[] {
  // what is said at this very moment counts: on a clock that goes by its feed the last word is always now
  const spans = foldTerminalSpans(hall, events, from, now + 1, now + 1);
  const lastSpan = new Map(spans.map((span) => [span.terminalId, span]));
  const names = new Map(registered.map(({ id, name }) => [id, name]));
  const ids = [...new Set([...names.keys(), ...lastSpan.keys()])].sort();
  return ids.map((terminalId) => {
    const last = lastSpan.get(terminalId);
    const own = events.filter(({ data }) => data.terminalId === terminalId);
    return {
      terminalId,
      name: names.get(terminalId) ?? null,
      state: last?.state ?? 'unknown',
      since: last === undefined ? null : iso(last.from),
      faultCode: last?.state === 'fault' ? faultCode(own) : null,
      lastHeartbeatAt: latest(own.filter(({ type }) => type === 'hall.terminal.heartbeat')),
    };
  });
}

export const latest = (events: readonly Pick<FoldEvent, 'time'>[]): string | null =>
  events.length === 0 ? null : iso(events.reduce((last, { time }) => Math.max(last, time), -Infinity));

const iso = (time: number): string => new Date(time).toISOString();

function faultCode(events: readonly TerminalEvent[]): string | null {
  const last = [...events]
    .sort((a, b) => a.time - b.time || (a.identity < b.identity ? -1 : 1))
    .findLast((event) => event.type === 'hall.terminal.fault');
  return last?.type === 'hall.terminal.fault' ? (last.data.code ?? null) : null;
}
