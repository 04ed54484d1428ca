import type { Severity } from '@cockpit/contracts';

/** A warning as far as it decides whether another has to be told as well. */
export interface RaisedWarning {
  readonly rule: string;
  readonly scopeCode: string;
  readonly severity: Severity;
}

const WAITS = ['queue-longest-wait', 'queue-wait-doubled', 'queue-predicted-wait'];
const OF_HALL = new Set([...WAITS, 'item-wait', 'window-overload', 'window-idle']);
const RANK: Record<Severity, number> = { yellow: 0, red: 1 };

/** Rules whose warnings may say for others what is wrong. */
export const WIDER = ['windows-overloaded', 'queue-wait-doubled', 'queue-longest-wait'] as const;

/**
 * Whether one warning says already what another would: that of the hall for its queues and windows, that of a queue for its items and the windows that serve it, and the
 * harder one of a queue for the others of it. What is worse is always told.
 * @param queuesOf what a window serves, or the queue of an item
 */
export function inhibits(
  by: RaisedWarning,
  other: RaisedWarning,
  queuesOf: (other: RaisedWarning) => readonly string[],
): boolean {
  if (RANK[by.severity] < RANK[other.severity]) return false;
  if (by.rule === 'windows-overloaded') return OF_HALL.has(other.rule);
  if (!WAITS.includes(by.rule)) return false;
  if (other.rule === 'window-overload' || other.rule === 'item-wait') return queuesOf(other).includes(by.scopeCode);
  const isOfQueue = WAITS.includes(other.rule) && other.rule !== by.rule;
  return by.rule === 'queue-wait-doubled' && isOfQueue && other.scopeCode === by.scopeCode;
}
