import type { Interval } from './config';
import type { TerminalLive } from './terminal';

/** How a terminal stands by all that is known of it, today and before. Times epoch ms. */
export interface TerminalStand {
  /** its last word; null: it has never sent a sign of life, so its silence says nothing */
  readonly heardAt: number | null;
  readonly faultSince: number | null;
}

const NOTHING: TerminalStand = { heardAt: null, faultSince: null };

/** What today's words say goes before what the days before left. */
export function standOf(live: TerminalLive | undefined, before: TerminalStand = NOTHING): TerminalStand {
  if (live === undefined) return before;
  const signs = live.heartbeatAt !== null || before.heardAt !== null;
  return {
    heardAt: signs ? Math.max(live.heardAt ?? -Infinity, before.heardAt ?? -Infinity) : null,
    faultSince: live.lastFault === null ? before.faultSince : live.faultSince,
  };
}

/**
 * How long a terminal has been out of order or silent, ms; null while nobody watches it: at night only those that serve by night are
 * watched. A faulty terminal is not silent as well. One that is switched on with its hall has been silent since the doors opened at most.
 * @param opening the opening hours that run now; null when the hall is closed
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
