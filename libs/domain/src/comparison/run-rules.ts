/** The run rules, the strongest first: where several hold at a point, the first one is named. */
export const RUN_RULES = ['beyond', 'two-of-three', 'four-of-five', 'eight-in-a-row'] as const;
export type RunRule = (typeof RUN_RULES)[number];

export interface Signal {
  readonly rule: RunRule;
  /** the side of the centre line */
  readonly side: 'above' | 'below';
}

/** At least `least` of the last `of` points lie beyond `sigmas` on the side of the last one, and the last one does too. */
interface Rule {
  readonly rule: RunRule;
  readonly least: number;
  readonly of: number;
  readonly sigmas: number;
}
const RULES: readonly Rule[] = [
  { rule: 'beyond', least: 1, of: 1, sigmas: 3 },
  { rule: 'two-of-three', least: 2, of: 3, sigmas: 2 },
  { rule: 'four-of-five', least: 4, of: 5, sigmas: 1 },
  { rule: 'eight-in-a-row', least: 8, of: 8, sigmas: 0 },
];
/** How many points a rule looks at, at most. */
export const LONGEST_RUN = 8;

/**
 * The signal at each point: rules 1 to 4 of Western Electric.
 * @param z distances from the centre line in standard deviations, in the order of time. A point on the centre line is on neither side.
 */
export const signalsOf = (z: readonly number[]): (Signal | null)[] => z.map((_, i) => signalAt(z, i));

function signalAt(z: readonly number[], i: number): Signal | null {
  const last = z[i] ?? 0;
  const side = last > 0 ? 1 : -1;
  for (const { rule, least, of, sigmas } of RULES) {
    const isFar = (one: number): boolean => one * side > sigmas;
    if (!isFar(last)) continue;
    if (z.slice(Math.max(0, i + 1 - of), i + 1).filter(isFar).length >= least)
      return { rule, side: side > 0 ? 'above' : 'below' };
  }
  return null;
}
