/** What the comparison needs of a visit; epoch ms. */
export interface ComparedVisit {
  readonly queue: string;
  readonly number: string | null;
  readonly issuedAt: number | null;
  /** first call */
  readonly calledAt: number | null;
  /** left the queue without being called: guided to a terminal, cancelled, gone */
  readonly leftAt: number | null;
}

export interface Pair {
  readonly issuedAt: number;
  /** seconds waited until `now`, in the hall with prompts and in its twin */
  readonly withSec: number;
  readonly withoutSec: number;
}

/**
 * The same visitor in both halls: same queue, same number, and failing a number the same place in the order of issue.
 * A wait ends with the first call or when the visitor leaves the line; who still waits at `now` has waited until then,
 * in both halls, so that neither is flattered by those it has not served yet. Visitors who came after `now`, or of whom only
 * one hall knows, are left out.
 */
export function pairVisits(
  withPrompts: readonly ComparedVisit[],
  without: readonly ComparedVisit[],
  now: number,
): Pair[] {
  const twins = keyed(without, now);
  const pairs: Pair[] = [];
  for (const [key, visit] of keyed(withPrompts, now)) {
    const twin = twins.get(key);
    if (twin === undefined) continue;
    pairs.push({ issuedAt: visit.issuedAt, withSec: waited(visit, now), withoutSec: waited(twin, now) });
  }
  return pairs.sort((a, b) => a.issuedAt - b.issuedAt);
}

type Issued = ComparedVisit & { readonly issuedAt: number };

function keyed(visits: readonly ComparedVisit[], now: number): Map<string, Issued> {
  const issued = visits.filter((visit): visit is Issued => visit.issuedAt !== null && visit.issuedAt <= now);
  issued.sort((a, b) => a.issuedAt - b.issuedAt);
  const map = new Map<string, Issued>();
  const unnumbered = new Map<string, number>();
  for (const visit of issued) {
    if (visit.number !== null) {
      // A number given twice in a day (a roll that starts anew) pairs by its turn.
      let turn = 0;
      while (map.has(`${visit.queue} n ${visit.number} ${String(turn)}`)) turn += 1;
      map.set(`${visit.queue} n ${visit.number} ${String(turn)}`, visit);
    } else {
      const place = unnumbered.get(visit.queue) ?? 0;
      unnumbered.set(visit.queue, place + 1);
      map.set(`${visit.queue} o ${String(place)}`, visit);
    }
  }
  return map;
}

function waited(visit: Issued, now: number): number {
  const end = Math.min(now, visit.calledAt ?? Infinity, visit.leftAt ?? Infinity);
  return Math.max(0, end - visit.issuedAt) / 1000;
}
