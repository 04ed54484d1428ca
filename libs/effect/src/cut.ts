import { jStat } from 'jstat';
import type { Pair } from './pair';

export const BLOCK_MS = 30 * 60_000;
/** Minimum sample: with fewer pairs or blocks an interval means nothing. */
const MIN_PAIRS = 30;
const MIN_BLOCKS = 4;

export interface Block {
  /** epoch ms of the start */
  readonly at: number;
  readonly pairs: number;
  readonly withSec: number;
  readonly withoutSec: number;
}

export interface Cut {
  /** 1 − with ÷ without, over the sums of waits */
  readonly cut: number;
  readonly low: number;
  readonly high: number;
}

/** Sums of waits per half hour of issue; half hours without visitors are left out. */
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
 * The relative reduction with its 95 % interval, by a delete-one-block jackknife over half hours of issue. Visitors of
 * one half hour share a queue and are not independent, so whole half hours are left out in turn; Student's t accounts
 * for the small number of blocks. Null if there are too few pairs or blocks, or nobody waited.
 */
export function cutOf(blocks: readonly Block[]): Cut | null {
  const total = blocks.reduce(
    (sum, b) => ({ pairs: sum.pairs + b.pairs, w: sum.w + b.withSec, o: sum.o + b.withoutSec }),
    { pairs: 0, w: 0, o: 0 },
  );
  if (total.pairs < MIN_PAIRS || blocks.length < MIN_BLOCKS || total.o <= 0) return null;
  const leaveOneOut = blocks.map((b) =>
    total.o - b.withoutSec > 0 ? 1 - (total.w - b.withSec) / (total.o - b.withoutSec) : null,
  );
  const values = leaveOneOut.filter((value): value is number => value !== null);
  // Without one of the half hours nobody would have waited, so the figure depends on that one alone.
  if (values.length < blocks.length) return null;
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const variance = ((n - 1) / n) * values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const cut = 1 - total.w / total.o;
  const margin = student95(n - 1) * Math.sqrt(variance);
  return { cut, low: cut - margin, high: Math.min(1, cut + margin) };
}

export interface Saving {
  readonly savedMin: number;
  readonly lowMin: number;
  readonly highMin: number;
}

/**
 * Minutes saved in a day: the sum of the paired differences with its 95 % interval. The half hours are the independent
 * samples for the variance.
 */
export function savingOf(blocks: readonly Block[]): Saving {
  const n = blocks.length;
  const differences = blocks.map(({ withSec, withoutSec }) => (withoutSec - withSec) / 60);
  const savedMin = differences.reduce((sum, difference) => sum + difference, 0);
  const variance =
    (n / Math.max(1, n - 1)) * differences.reduce((sum, difference) => sum + (difference - savedMin / n) ** 2, 0);
  const margin = student95(Math.max(1, n - 1)) * Math.sqrt(variance);
  return { savedMin, lowMin: savedMin - margin, highMin: savedMin + margin };
}

/** Two-sided 95 % quantile of Student's t. */
export const student95 = (degrees: number): number => jStat.studentt.inv(0.975, degrees);
