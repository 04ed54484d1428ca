import type { FaultGroup } from '@cockpit/contracts';

export type Fault = Omit<FaultGroup, 'count' | 'firstRow'>;

/** A file in which everything is wrong in a way of its own tells no more after so many. */
export const MOST_GROUPS = 200;

const keyOf = ({ reason, path, column, cause, message }: Fault): string =>
  JSON.stringify([reason, path, column, cause?.code, Object.entries(cause?.params ?? {}).sort(), message]);

/** Sums two lists of groups, whichever was first; the most frequent stand first, and of those the one met first. */
export function addFaults(some: readonly FaultGroup[], more: readonly FaultGroup[]): FaultGroup[] {
  const sums = new Map<string, FaultGroup>();
  for (const group of [...some, ...more]) {
    const known = sums.get(keyOf(group));
    if (known === undefined) sums.set(keyOf(group), { ...group });
    else {
      known.count += group.count;
      known.firstRow = Math.min(known.firstRow, group.firstRow);
    }
  }
  return [...sums.values()].sort(
    (a, b) => b.count - a.count || a.firstRow - b.firstRow || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
}

/** Counts one more; a kind that is new when there are many already is not told apart any more. */
export function countFault(groups: FaultGroup[], fault: Fault, row: number): void {
  // the dear comparison only among those of one field and reason
  const alike = groups.filter(
    (group) => group.path === fault.path && group.reason === fault.reason && group.cause?.code === fault.cause?.code,
  );
  const key = alike.length === 0 ? '' : keyOf(fault);
  const known = alike.find((group) => keyOf(group) === key);
  if (known === undefined) {
    if (groups.length < MOST_GROUPS) groups.push({ ...fault, count: 1, firstRow: row });
    return;
  }
  known.count += 1;
  known.firstRow = Math.min(known.firstRow, row);
}
