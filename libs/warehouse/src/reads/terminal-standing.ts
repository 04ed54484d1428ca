import type { Terminal, TerminalDoc } from '@cockpit/contracts';
import { foldTerminalSpans, type FoldEvent, type TerminalEvent } from '@cockpit/domain';

/** State of a terminal of any hall. */
export type Standing = Pick<Terminal, 'terminalId' | 'name' | 'state' | 'since' | 'faultCode' | 'lastHeartbeatAt'>;

/**
 * State of a hall's terminals at `now`, registered ones and those only seen in events, by id. It needs the faults and
 * restorations, also from before `from`, and the last event of each kind since; other events only tell since when a
 * terminal is up.
 * @param from, now epoch ms
 */
export function standingsOf(
  hall: string,
  registered: readonly Pick<TerminalDoc, 'id' | 'name'>[],
  events: readonly TerminalEvent[],
  from: number,
  now: number,
): Standing[] {
  // `now + 1` includes events at `now`: on a feed clock the last event is always at `now`
  const spans = foldTerminalSpans(hall, events, from, now + 1, now + 1);
  const lastSpan = new Map(spans.map((span) => [span.terminalId, span]));
  const names = new Map(registered.map(({ id, name }) => [id, name]));
  const ids = [...new Set([...names.keys(), ...lastSpan.keys()])].sort();
  return ids.map((terminalId) => {
    const last = lastSpan.get(terminalId);
    const ownEvents = events.filter(({ data }) => data.terminalId === terminalId);
    return {
      terminalId,
      name: names.get(terminalId) ?? null,
      state: last?.state ?? 'unknown',
      since: last === undefined ? null : iso(last.from),
      faultCode: last?.state === 'fault' ? faultCode(ownEvents) : null,
      lastHeartbeatAt: latest(ownEvents.filter(({ type }) => type === 'hall.terminal.heartbeat')),
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
