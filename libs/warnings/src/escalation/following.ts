import { isDeepStrictEqual } from 'node:util';
import type { EscalationPolicy, FaultKind, Severity } from '@cockpit/contracts';
import {
  escalate,
  type AlertFact,
  type Escalated,
  type Reached,
  type RosterShift,
  type Sitting,
} from '@cockpit/domain';
import { columnsOf, policyOf, reachedOf, type EscalationRow } from './escalation.entity';

/** All that decides who has a warning; times epoch ms of its hall. */
export interface EscalationFacts {
  readonly hall: string;
  /** whose it is, where it is about a unit */
  readonly unit?: string;
  /** what is out of order, where something is */
  readonly fault?: FaultKind | undefined;
  readonly severity: Severity;
  readonly facts: readonly AlertFact[];
  readonly shifts: readonly RosterShift[];
  readonly timeZone: string;
  readonly sitting?: Sitting | undefined;
  /** as they are set now, whatever they were when it fired */
  readonly quiet: EscalationPolicy['quiet'];
  /** when the hall is open, around now */
  readonly open: readonly { readonly from: number; readonly to: number }[];
}

/** @returns null when the warning has not opened */
export function heldBy(
  known: EscalationFacts,
  policy: EscalationPolicy,
  now: number,
  before: Reached | null,
): Escalated | null {
  const { hall, unit, fault, facts, quiet, ...ladder } = known;
  return escalate(facts, { policy: { ...policy, quiet }, ...ladder, place: { hall, unit, fault } }, now, before);
}

/** What becomes of it: one level at a time, so that each has had its own delay, however late we are. Null: nothing changes. */
export function following(
  row: EscalationRow,
  known: EscalationFacts,
  now: number,
): ReturnType<typeof columnsOf> | null {
  const policy = policyOf(row);
  const due = Math.min(now, row.nextAt?.getTime() ?? now);
  const first = heldBy(known, policy, due, reachedOf(row));
  if (first === null) return null;
  // whoever is told late has the whole delay all the same
  const isHigher = first.reached !== null && first.rank + 1 > row.step;
  const held = heldBy(known, policy, now, isHigher ? { ...first.reached, at: now } : first.reached);
  if (held === null) return null;
  const after = columnsOf(held, policy);
  const same = Object.entries(after).every(([key, value]) =>
    isDeepStrictEqual(json(row[key as keyof EscalationRow]), json(value)),
  );
  return same ? null : after;
}

const json = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));
