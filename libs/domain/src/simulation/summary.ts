import { CLOSE_MIN } from './day';
import type { DayScore } from './score';

/** One row of the benchmark's table; minutes, shares 0–1. */
export interface PolicySummary {
  readonly meanWait: number;
  /** Mean over the days of each day's 90th percentile. */
  readonly p90: number;
  readonly over15: number;
  readonly over20: number;
  readonly over30: number;
  readonly worstBranchMean: number;
  /** 1 − Σ wait ÷ Σ wait of policy A, with the half width of its 95 % interval. */
  readonly cut: number;
  readonly cutCI: number;
  /** Share of the improvement of G*; null when G* was not run or improves nothing. */
  readonly capture: number | null;
  readonly promptsPerHour: number;
  /** System switches a day. */
  readonly switches: number;
  readonly decisionMsMedian: number | null;
  readonly stranded: number;
}

const total = (scores: readonly DayScore[], value: (s: DayScore) => number): number =>
  scores.reduce((sum, s) => sum + value(s), 0);
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Relative cut of the summed waits against A, and its 95 % half width by a day-level jackknife. Days must match. */
export function cutAgainst(base: readonly DayScore[], scores: readonly DayScore[]): { cut: number; ci: number } {
  const a = total(base, (s) => s.sumMin);
  const p = total(scores, (s) => s.sumMin);
  if (a <= 0) return { cut: 0, ci: 0 };
  const cut = 1 - p / a;
  const n = scores.length;
  if (n < 2) return { cut, ci: 0 };
  const left = scores.map((s, i) => 1 - (p - s.sumMin) / Math.max(1e-12, a - (base[i]?.sumMin ?? 0)));
  const mean = left.reduce((sum, v) => sum + v, 0) / n;
  const variance = ((n - 1) / n) * left.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  return { cut, ci: 1.96 * Math.sqrt(variance) };
}

/** @param decisionsMs every decision's time, in any order; empty for policies that take none */
export function summarise(
  scores: readonly DayScore[],
  base: readonly DayScore[],
  ideal: readonly DayScore[] | undefined,
  decisionsMs: readonly number[],
): PolicySummary {
  const sum = total(scores, (s) => s.sumMin);
  const count = total(scores, (s) => s.count);
  const a = total(base, (s) => s.sumMin);
  const g = ideal === undefined ? a : total(ideal, (s) => s.sumMin);
  const { cut, ci } = cutAgainst(base, scores);
  const branches = scores[0]?.branchSum.length ?? 0;
  const means = Array.from({ length: branches }, (_, b) =>
    share(
      total(scores, (s) => s.branchSum[b] ?? 0),
      total(scores, (s) => s.branchCount[b] ?? 0),
    ),
  );
  const sorted = Float64Array.from(decisionsMs).sort();
  return {
    meanWait: share(sum, count),
    p90: share(
      total(scores, (s) => s.p90),
      scores.length,
    ),
    over15: share(
      total(scores, (s) => s.over15),
      count,
    ),
    over20: share(
      total(scores, (s) => s.over20),
      count,
    ),
    over30: share(
      total(scores, (s) => s.over30),
      count,
    ),
    worstBranchMean: Math.max(0, ...means),
    cut,
    cutCI: ci,
    capture: a - g > 1e-9 ? (a - sum) / (a - g) : null,
    promptsPerHour: share(
      total(scores, (s) => s.prompts),
      (scores.length * CLOSE_MIN) / 60,
    ),
    switches: share(
      total(scores, (s) => s.switches),
      scores.length,
    ),
    decisionMsMedian: sorted.length === 0 ? null : (sorted[Math.floor(sorted.length / 2)] ?? null),
    stranded: total(scores, (s) => s.stranded),
  };
}
