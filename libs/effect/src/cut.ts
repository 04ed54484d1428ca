import { jStat } from 'jstat';
import type { Pair } from './pair';

export const BLOCK_MS = 30 * 60_000;
/** Below this an interval would only look like one. */
const LEAST_PAIRS = 30;
const LEAST_BLOCKS = 4;

export interface Block {
  /** epoch ms of its beginning */
  readonly at: number;
  readonly pairs: number;
  readonly withSec: number;
  readonly withoutSec: number;
}

export interface Cut {
  /** 1 − with ÷ without, of the sums of waits */
  readonly cut: number;
  readonly low: number;
  readonly high: number;
}

/** Sums of waits by the half hour of issue; half hours nobody came in are left out. */
export function blocksOf(pairs: readonly Pair[]): Block[] {
  const blocks = new Map<number, { at: number; pairs: number; withSec: number; withoutSec: number }>();
  for (const { issuedAt, withSec, withoutSec } of pairs) {
    const at = Math.floor(issuedAt / BLOCK_MS) * BLOCK_MS;
    const block = blocks.get(at) ?? { at, pairs: 0, withSec: 0, withoutSec: 0 };
    blocks.set(at, {
      at,
      pairs: block.pairs + 1,
      withSec: block.withSec + withSec,
      withoutSec: block.withoutSec + withoutSec,
    });
  }
  return [...blocks.values()].sort((a, b) => a.at - b.at);
}

/**
 * The cut with its 95 % interval by delete-one-block jackknife over half hours of issue: visitors of one half hour stand in
 * one line and are no independent witnesses, so whole half hours are left out in turn, and the spread is read with Student's
 * t for the few blocks there are. Null while there are too few pairs or blocks, or nobody has waited at all.
 */
export function cutOf(blocks: readonly Block[]): Cut | null {
  const total = blocks.reduce(
    (sum, b) => ({ pairs: sum.pairs + b.pairs, w: sum.w + b.withSec, o: sum.o + b.withoutSec }),
    { pairs: 0, w: 0, o: 0 },
  );
  if (total.pairs < LEAST_PAIRS || blocks.length < LEAST_BLOCKS || total.o <= 0) return null;
  const left = blocks.map((b) =>
    total.o - b.withoutSec > 0 ? 1 - (total.w - b.withSec) / (total.o - b.withoutSec) : null,
  );
  const values = left.filter((value): value is number => value !== null);
  // Without one of the half hours nobody would have waited: the figure hangs on that one alone.
  if (values.length < blocks.length) return null;
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const variance = ((n - 1) / n) * values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const cut = 1 - total.w / total.o;
  const reach = student95(n - 1) * Math.sqrt(variance);
  return { cut, low: cut - reach, high: Math.min(1, cut + reach) };
}

export interface Saving {
  readonly savedMin: number;
  readonly lowMin: number;
  readonly highMin: number;
}

/**
 * What a day saved: the sum of the paired differences, with the 95 % interval of that sum. Its variance is that of the half hours'
 * differences, whole half hours being the independent witnesses.
 */
export function savingOf(blocks: readonly Block[]): Saving {
  const n = blocks.length;
  const differences = blocks.map(({ withSec, withoutSec }) => (withoutSec - withSec) / 60);
  const savedMin = differences.reduce((sum, one) => sum + one, 0);
  const variance = (n / Math.max(1, n - 1)) * differences.reduce((sum, one) => sum + (one - savedMin / n) ** 2, 0);
  const reach = student95(Math.max(1, n - 1)) * Math.sqrt(variance);
  return { savedMin, lowMin: savedMin - reach, highMin: savedMin + reach };
}

/** Two-sided 95 % quantile of Student's t. */
export const student95 = (degrees: number): number => jStat.studentt.inv(0.975, degrees);
