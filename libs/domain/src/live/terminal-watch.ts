import type { Interval } from './config';
import type { TerminalLive } from './terminal';

/** State of a terminal from today and the days before. Times epoch ms. */
export interface TerminalStand {
  /** its last event; null without any heartbeat, so that its silence means nothing */
  readonly heardAt: number | null;
  readonly faultSince: number | null;
}

const NOTHING: TerminalStand = { heardAt: null, faultSince: null };

/** Today's events precede the state of the days before. */
export function standOf(live: TerminalLive | undefined, before: TerminalStand = NOTHING): TerminalStand {
  if (live === undefined) return before;
  const signs = live.heartbeatAt !== null || before.heardAt !== null;
  return {
    heardAt: signs ? Math.max(live.heardAt ?? -Infinity, before.heardAt ?? -Infinity) : null,
    faultSince: live.lastFault === null ? before.faultSince : live.faultSince,
  };
}

/**
 * How long a terminal has been faulty or silent, ms; null while it is not watched: at night only 24-hour terminals are. A faulty terminal
 * does not count as silent. For a terminal switched on with its hall, silence starts at the opening at the earliest.
 * @param opening the current opening interval; null if the hall is closed
 * @param closed the hall is closed and its last visitors have been served
 */
export function watchTerminal(
  { heardAt, faultSince }: TerminalStand,
  { allDay, now, opening, closed }: { allDay: boolean; now: number; opening: Interval | null; closed: boolean },
): { faultMs: number; silentMs: number } | null {
  if (closed && !allDay) return null;
  if (faultSince !== null) return { faultMs: Math.max(0, now - faultSince), silentMs: 0 };
  if (heardAt === null || (!allDay && opening === null)) return { faultMs: 0, silentMs: 0 };
  const from = allDay || opening === null ? heardAt : Math.max(heardAt, opening.from);
  return { faultMs: 0, silentMs: Math.max(0, now - from) };
}
