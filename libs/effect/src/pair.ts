/** A visit as the comparison needs it. Times are epoch ms. */
export interface ComparedVisit {
  readonly queue: string;
  readonly number: string | null;
  readonly issuedAt: number | null;
  readonly calledAt: number | null;
  /** left the queue without a call: guided to a terminal, cancelled or no-show */
  readonly leftAt: number | null;
}

export interface Pair {
  readonly issuedAt: number;
  /** seconds of waiting up to `now`, in the hall with prompts and in its twin */
  readonly withSec: number;
  readonly withoutSec: number;
}

/**
 * Pairs the visits of the same visitor in both halls: same queue and number, or without a number the same position in
 * the order of issue. A wait ends with the first call or when the visitor leaves. Visitors who still wait at `now`
 * count up to `now` in both halls, so that slow service does not look better. Visitors after `now` and visitors of one
 * hall only are left out.
 */
export function pairVisits(
  withPrompts: readonly ComparedVisit[],
  without: readonly ComparedVisit[],
  now: number,
): Pair[] {
  const twinVisits = byVisitor(without, now);
  const pairs: Pair[] = [];
  for (const [key, visit] of byVisitor(withPrompts, now)) {
    const twin = twinVisits.get(key);
    if (twin === undefined) continue;
    pairs.push({ issuedAt: visit.issuedAt, withSec: waited(visit, now), withoutSec: waited(twin, now) });
  }
  return pairs.sort((a, b) => a.issuedAt - b.issuedAt);
}

type Issued = ComparedVisit & { readonly issuedAt: number };

function byVisitor(visits: readonly ComparedVisit[], now: number): Map<string, Issued> {
  const issued = visits.filter((visit): visit is Issued => visit.issuedAt !== null && visit.issuedAt <= now);
  issued.sort((a, b) => a.issuedAt - b.issuedAt);
  const map = new Map<string, Issued>();
  const unnumbered = new Map<string, number>();
  for (const visit of issued) {
    if (visit.number !== null) {
      // A number that was issued twice in a day (a roll that restarts) pairs by its occurrence.
      let occurrence = 0;
      while (map.has(`${visit.queue} n ${visit.number} ${String(occurrence)}`)) occurrence += 1;
      map.set(`${visit.queue} n ${visit.number} ${String(occurrence)}`, visit);
    } else {
      const position = unnumbered.get(visit.queue) ?? 0;
      unnumbered.set(visit.queue, position + 1);
      map.set(`${visit.queue} o ${String(position)}`, visit);
    }
  }
  return map;
}

function waited(visit: Issued, now: number): number {
  const end = Math.min(now, visit.calledAt ?? Infinity, visit.leftAt ?? Infinity);
  return Math.max(0, end - visit.issuedAt) / 1000;
}
