/** Remaining work of a slot. */
export interface WorkToCome {
  /** 0 if the slot is over */
  lengthMin: number;
  workMin: number;
  /** available officer minutes */
  staffedMin: number;
}

/** Backlog at the start and end of each slot; null for slots that are over. */
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

/** A range of slots, both ends included. */
interface Stretch {
  readonly first: number;
  readonly last: number;
}
const isIn = ({ first, last }: Stretch, i: number): boolean => i >= first && i <= last;

/**
 * Minutes that an arrival at the end of each slot waits until the available officers have done the backlog.
 * @param more additional people, all the time or during a stretch
 */
export function waitsOf(
  slots: readonly WorkToCome[],
  backlogMin: number,
  more = 0,
  during: Stretch = { first: 0, last: slots.length },
): number[] {
  const rostered = slots.map(({ lengthMin, staffedMin }) => (lengthMin === 0 ? 0 : staffedMin / lengthMin));
  // while the hall is closed, the backlog waits for its usual officers
  const most = Math.max(0, ...rostered);
  const added = slots.map((_, i) => (isIn(during, i) ? more : 0));
  const staffed = slots.map((slot, i) => ({
    ...slot,
    staffedMin: slot.staffedMin + (added[i] ?? 0) * slot.lengthMin,
  }));
  return carriedInto(staffed, backlogMin).map(({ after }, i) => {
    if (after === null || after < 1) return 0;
    const people = rostered[i] ?? 0;
    return after / ((added[i] ?? 0) + (people > 0 ? people : most));
  });
}

/** The longest of these waits. */
export const longestWait = (slots: readonly WorkToCome[], backlogMin: number, more = 0): number =>
  Math.max(0, ...waitsOf(slots, backlogMin, more));

/**
 * Minimum number of additional people so that nobody waits beyond the target. A short backlog is no shortage: several officers finish a few
 * minutes of work before visitors notice.
 */
export function peopleLacking(slots: readonly WorkToCome[], backlogMin: number, waitTargetMin: number): number {
  return fewest(slots, backlogMin, (more) => longestWait(slots, backlogMin, more) <= waitTargetMin);
}

/** Minimum sufficient number of people; at most as many as could do all work of the day in its shortest slot. */
function fewest(slots: readonly WorkToCome[], backlogMin: number, suffice: (people: number) => boolean): number {
  const workMin = slots.reduce((sum, slot) => sum + slot.workMin, backlogMin);
  const shortest = Math.min(...slots.flatMap(({ lengthMin }) => (lengthMin > 0 ? [lengthMin] : [])));
  let [low, high] = [0, Number.isFinite(shortest) ? Math.ceil(workMin / shortest) : 0];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (suffice(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A range of slots with too few people, and the number missing. */
export interface ShortStretch extends Stretch {
  readonly people: number;
}

/**
 * When people are missing on a day that starts without anybody waiting: from the first backlog until nobody waits beyond the target any
 * more. The largest number of all stretches is that of the day.
 */
export function shortStretches(slots: readonly WorkToCome[], waitTargetMin: number): ShortStretch[] {
  const waits = waitsOf(slots, 0);
  const after = carriedInto(slots, 0).map((slot) => slot.after ?? 0);
  const found: ShortStretch[] = [];
  for (let i = 0; i < slots.length; i += 1) {
    if ((after[i] ?? 0) <= 0) continue;
    const first = i;
    while ((after[i + 1] ?? 0) > 0) i += 1;
    const last = waits.findLastIndex((wait, n) => n >= first && n <= i && wait > waitTargetMin);
    if (last < 0) continue;
    const own = { first, last };
    const people = fewest(slots, 0, (more) =>
      waitsOf(slots, 0, more, own).every((wait, n) => n > i || wait <= waitTargetMin || n < first),
    );
    found.push({ ...own, people });
  }
  return found;
}
