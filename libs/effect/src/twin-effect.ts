import type { TwinEffect } from '@cockpit/contracts';
import { blocksOf, cutOf, savingOf } from './cut';
import { pairVisits, type ComparedVisit } from './pair';

export interface Comparison {
  readonly hall: string;
  readonly twin: string;
  readonly day: string;
  /** epoch ms up to which both halls have data */
  readonly now: number;
  readonly withPrompts: readonly ComparedVisit[];
  readonly without: readonly ComparedVisit[];
}

/** Compares the visits of a hall and its twin. The figures are null if there is too little data. */
export function twinEffect({ hall, twin, day, now, withPrompts, without }: Comparison): TwinEffect {
  const pairs = pairVisits(withPrompts, without, now);
  const blocks = blocksOf(pairs);
  const cut = cutOf(blocks);
  const saving = cut === null ? null : savingOf(blocks);
  const sum = (key: 'withSec' | 'withoutSec'): number => blocks.reduce((total, block) => total + block[key], 0);
  const mean = (key: 'withSec' | 'withoutSec'): number | null => (pairs.length === 0 ? null : sum(key) / pairs.length);
  return {
    hall,
    twin,
    day,
    now: new Date(now).toISOString(),
    withMeanSec: mean('withSec'),
    withoutMeanSec: mean('withoutSec'),
    cut: cut?.cut ?? null,
    cutLow: cut?.low ?? null,
    cutHigh: cut?.high ?? null,
    savedMin: saving?.savedMin ?? null,
    savedLowMin: saving?.lowMin ?? null,
    savedHighMin: saving?.highMin ?? null,
    pairs: pairs.length,
    series: blocks.map(({ at, pairs: count, withSec, withoutSec }) => ({
      at: new Date(at).toISOString(),
      withMeanSec: withSec / count,
      withoutMeanSec: withoutSec / count,
      pairs: count,
    })),
  };
}
