/** An interval in which the clock is paused; `to` is null while it lasts. Epoch ms. */
export interface Pause {
  readonly from: number;
  readonly to: number | null;
  readonly reason: string;
}

/** Time up to which a clock ran: `now`, or the start of the first open pause. */
export function ranUntil(pauses: readonly Pause[], now: number): number {
  return Math.min(now, ...pauses.flatMap(({ from, to }) => (to === null ? [from] : [])));
}

/** A merged pause with an end; reasons of all overlapping pauses, in order of their start. */
export interface StandStill {
  readonly from: number;
  readonly to: number;
  readonly reasons: readonly string[];
}

/**
 * Merges overlapping and touching pauses, whatever their order. An open pause ends at `now`. Pauses that end before their start are
 * skipped; they are reported as faults elsewhere.
 */
export function mergePauses(pauses: readonly Pause[], now: number): StandStill[] {
  const closed = pauses
    .map((p) => ({ from: p.from, to: p.to ?? Math.max(now, p.from), reasons: [p.reason] as readonly string[] }))
    .filter((p) => p.to >= p.from)
    .sort((a, b) => a.from - b.from || a.to - b.to || (a.reasons[0] ?? '').localeCompare(b.reasons[0] ?? ''));
  const merged: StandStill[] = [];
  for (const pause of closed) {
    const last = merged.at(-1);
    if (last && pause.from <= last.to) {
      merged[merged.length - 1] = {
        from: last.from,
        to: Math.max(last.to, pause.to),
        reasons: [...new Set([...last.reasons, ...pause.reasons])],
      };
    } else merged.push(pause);
  }
  return merged;
}

/** The pause that touches [from, to), if any. The instant of resuming belongs to the pause. */
export function touching(pauses: readonly StandStill[], from: number, to: number): StandStill | undefined {
  return pauses.find((p) => p.from < to && p.to >= from);
}

/** [from, to) without the pauses. */
export function without(pauses: readonly StandStill[], from: number, to: number): [number, number][] {
  const rest: [number, number][] = [];
  let at = from;
  for (const pause of pauses) {
    if (pause.to <= at || pause.from >= to) continue;
    if (pause.from > at) rest.push([at, pause.from]);
    at = Math.max(at, pause.to);
  }
  if (at < to) rest.push([at, to]);
  return rest;
}
