import type { Severity, Warning } from '@cockpit/contracts';

/** How many warnings are open, and the worst severity among them. */
export interface Warned {
  n: number;
  worst: Severity | 'none';
}

export function warnedOf(warnings: readonly Pick<Warning, 'severity'>[]): Warned {
  const has = (one: Severity): boolean => warnings.some(({ severity }) => severity === one);
  return { n: warnings.length, worst: has('red') ? 'red' : (warnings[0]?.severity ?? 'none') };
}
