import type { FaultGroup } from '@cockpit/contracts';

export type Fault = Omit<FaultGroup, 'count' | 'firstRow'>;

/** Maximum number of fault groups of a file. */
export const MOST_GROUPS = 200;

const keyOf = ({ reason, path, column, cause, message }: Fault): string =>
  JSON.stringify([reason, path, column, cause?.code, Object.entries(cause?.params ?? {}).sort(), message]);

/** Merges two lists of groups; the most frequent come first, then those met first. */
export function addFaults(groups: readonly FaultGroup[], more: readonly FaultGroup[]): FaultGroup[] {
  const sums = new Map<string, FaultGroup>();
  for (const group of [...groups, ...more]) {
    const sum = sums.get(keyOf(group));
    if (sum === undefined) sums.set(keyOf(group), { ...group });
    else {
      sum.count += group.count;
      sum.firstRow = Math.min(sum.firstRow, group.firstRow);
    }
  }
  return [...sums.values()].sort(
    (a, b) => b.count - a.count || a.firstRow - b.firstRow || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
}

/** Counts a fault; new kinds above the limit are not listed. */
export function countFault(groups: FaultGroup[], fault: Fault, row: number): void {
  // compares expensively only within the same field and reason
  const sameReason = groups.filter(
    (group) => group.path === fault.path && group.reason === fault.reason && group.cause?.code === fault.cause?.code,
  );
  const key = sameReason.length === 0 ? '' : keyOf(fault);
  const existing = sameReason.find((group) => keyOf(group) === key);
  if (existing === undefined) {
    if (groups.length < MOST_GROUPS) groups.push({ ...fault, count: 1, firstRow: row });
    return;
  }
  existing.count += 1;
  existing.firstRow = Math.min(existing.firstRow, row);
}
