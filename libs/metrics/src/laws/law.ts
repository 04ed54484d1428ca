import type { LawKey, LawReason, LawResult, LawVisit } from '@cockpit/contracts';

/** The two sides of a law and their tolerance. */
export interface Sides {
  law: LawKey;
  hall?: string;
  day?: string;
  of?: string;
  left: number;
  right: number;
  unit: LawResult['unit'];
  tolerance?: number;
  /** one-sided: the left side may be smaller */
  bound?: boolean;
  /** the reason why the sides may differ without an error; null if there is none */
  excuse?: LawReason | null;
  /** visits that the reason refers to */
  visits?: readonly LawVisit[];
}

/** Maximum number of listed visits. */
const MAX_VISITS = 5;
/** Tolerance for sums of floating-point seconds. */
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
  const difference = bound ? left - right : Math.abs(left - right);
  const state = difference <= tolerance ? 'holds' : excuse === null ? 'broken' : 'cannot-hold';
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
    visits: excused ? visits.slice(0, MAX_VISITS) : [],
  };
}
