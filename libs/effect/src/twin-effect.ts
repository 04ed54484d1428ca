import type { TwinEffect } from '@cockpit/contracts';
import { blocksOf, cutOf, savingOf } from './cut';
import { pairVisits, type ComparedVisit } from './pair';

export interface Comparison {
  readonly hall: string;
  readonly twin: string;
  readonly day: string;
  /** epoch ms up to which both halls are known */
  readonly now: number;
  readonly withPrompts: readonly ComparedVisit[];
  readonly without: readonly ComparedVisit[];
}

/** With and without, from the visits of a hall and its twin. Claims nothing while there is too little to say. */
export function twinEffect({ hall, twin, day, now, withPrompts, without }: Comparison): TwinEffect {
  const pairs = pairVisits(withPrompts, without, now);
  const blocks = blocksOf(pairs);
  const cut = cutOf(blocks);
  const saving = cut === null ? null : savingOf(blocks);
  const sum = (of: 'withSec' | 'withoutSec'): number => blocks.reduce((total, block) => total + block[of], 0);
  const mean = (of: 'withSec' | 'withoutSec'): number | null => (pairs.length === 0 ? null : sum(of) / pairs.length);
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
