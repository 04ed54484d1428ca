import type { LawKey, LawReason, LawResult, LawVisit } from '@cockpit/contracts';

/** Both sides of a law, and how far they may be apart. */
export interface Sides {
  law: LawKey;
  hall?: string;
  day?: string;
  of?: string;
  left: number;
  right: number;
  unit: LawResult['unit'];
  tolerance?: number;
  /** `at most`: the left side may be smaller */
  bound?: boolean;
  /** why the sides may differ here without anything being wrong; null when they may not */
  excuse?: LawReason | null;
  /** whom the excuse is about */
  visits?: readonly LawVisit[];
}

/** So many visits are named, and no more. */
const NAMED = 5;
/** Sums of floating point seconds. */
const ROUNDING = 0.01;

export function judged({
  law,
  hall,
  day,
  of,
  left,
  right,
  unit,
  tolerance = ROUNDING,
  bound = false,
  excuse = null,
  visits = [],
}: Sides): LawResult {
  const apart = bound ? left - right : Math.abs(left - right);
  const state = apart <= tolerance ? 'holds' : excuse === null ? 'broken' : 'cannot-hold';
  const excused = state === 'cannot-hold';
  return {
    law,
    hall: hall ?? null,
    day: day ?? null,
    of: of ?? null,
    state,
    left,
    right,
    tolerance,
    unit,
    reason: excused ? excuse : null,
    visits: excused ? visits.slice(0, NAMED) : [],
  };
}
