/** How a figure has moved, in the units in which it is shown; null where both look the same, or one is not known. */
export interface Trend {
  arrow: '↑' | '↓';
  /** whole units, above 0 */
  by: number;
  good: boolean;
}

export function trendOf(now: number | null, before: number | null | undefined, better: 'more' | 'less'): Trend | null {
  if (now === null || before === null || before === undefined) return null;
  const by = Math.round(now) - Math.round(before);
  if (by === 0) return null;
  return { arrow: by > 0 ? '↑' : '↓', by: Math.abs(by), good: by > 0 === (better === 'more') };
}
