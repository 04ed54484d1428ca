/** What of a slot is still to come. */
export interface WorkToCome {
  /** 0: the slot is over */
  lengthMin: number;
  workMin: number;
  /** minutes of officers who are there */
  staffedMin: number;
}

/** Work left over when each slot begins, and when it ends; null for those that are over. */
export function carriedInto(
  slots: readonly WorkToCome[],
  backlogMin: number,
): { before: number | null; after: number | null }[] {
  let left = backlogMin;
  return slots.map(({ lengthMin, workMin, staffedMin }) => {
    if (lengthMin === 0) return { before: null, after: null };
    const before = left;
    left = Math.max(0, left + workMin - staffedMin);
    return { before, after: left };
  });
}

/**
 * How long who comes at the end of a slot waits until those who are there have done what is left over; the longest of the day, minutes.
 * @param more people beside those who are rostered, all the time
 */
export function longestWait(slots: readonly WorkToCome[], backlogMin: number, more = 0): number {
  const rostered = slots.map(({ lengthMin, staffedMin }) => (lengthMin === 0 ? 0 : staffedMin / lengthMin));
  // behind closed doors nobody is there: what is left over waits for those who are there otherwise
  const most = Math.max(0, ...rostered);
  const there = rostered.map((people) => more + (people > 0 ? people : most));
  const staffed = slots.map((slot) => ({ ...slot, staffedMin: slot.staffedMin + more * slot.lengthMin }));
  return carriedInto(staffed, backlogMin).reduce(
    (longest, { after }, i) => (after === null || after < 1 ? longest : Math.max(longest, after / (there[i] ?? 0))),
    0,
  );
}

/**
 * The fewest people with whom nobody waits beyond the target. That something piles up for a while is no lack: a few minutes of work among
 * several officers are done before anybody minds.
 */
export function peopleLacking(slots: readonly WorkToCome[], backlogMin: number, waitTargetMin: number): number {
  const workMin = slots.reduce((sum, slot) => sum + slot.workMin, backlogMin);
  const shortest = Math.min(...slots.flatMap(({ lengthMin }) => (lengthMin > 0 ? [lengthMin] : [])));
  // at most as many as do all the work of the day within its shortest slot
  let [low, high] = [0, Number.isFinite(shortest) ? Math.ceil(workMin / shortest) : 0];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (longestWait(slots, backlogMin, middle) <= waitTargetMin) high = middle;
    else low = middle + 1;
  }
  return low;
}
