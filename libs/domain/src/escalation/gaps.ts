import type { DutyLevel } from '@cockpit/contracts';
import { inCharge, type Place, type RosterShift } from './roster';

/** Half-open, epoch ms. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Intervals in which a level should have somebody on duty but has nobody; in order, merged. */
export function gapsOf(
  shifts: readonly RosterShift[],
  { level, place, needed }: { level: DutyLevel; place: Place; needed: readonly Span[] },
): Span[] {
  return uncovered(needed, inCharge(shifts, level, place));
}

/** The parts of `needed` that `covering` does not cover; in order, merged. */
export function uncovered(needed: readonly Span[], covering: readonly Span[]): Span[] {
  const covered = [...covering].sort((a, b) => a.from - b.from);
  return merged(needed).flatMap((span) => {
    const gaps: Span[] = [];
    let at = span.from;
    for (const { from, to } of covered) {
      if (to <= at || from >= span.to) continue;
      if (from > at) gaps.push({ from: at, to: from });
      at = to;
    }
    if (at < span.to) gaps.push({ from: at, to: span.to });
    return gaps;
  });
}

function merged(spans: readonly Span[]): Span[] {
  const sorted = spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const all: Span[] = [];
  for (const span of sorted) {
    const last = all.at(-1);
    if (last !== undefined && span.from <= last.to)
      all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else all.push(span);
  }
  return all;
}
