import type { LineSigns } from './tickets/line-pace';

/** Why no wait is quoted. A quote that cannot be known is refused, never guessed. */
export const UNKNOWN_REASONS = ['silent-feed', 'no-open-window', 'nobody-qualified', 'no-history', 'closed'] as const;
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

/** Quantiles of a wait, seconds from now until the call. */
export interface WaitQuote {
  readonly p50Sec: number;
  readonly p80Sec: number;
  readonly p90Sec: number;
  readonly confidence: 'high' | 'medium' | 'low';
  /** what the model said before it was calibrated; keep it and hand it to `learnDay` */
  readonly model?: ModelQuote;
}

export interface ModelQuote {
  readonly p50Sec: number;
  readonly p90Sec: number;
  /** what it was weighed from, where the line itself has a say */
  readonly parts?: { readonly rolloutMin: number; readonly signs: LineSigns };
}
export interface UnknownWait {
  readonly unknown: UnknownReason;
}
export type Quote = WaitQuote | UnknownWait;

export function isUnknown(quote: Quote): quote is UnknownWait {
  return 'unknown' in quote;
}
