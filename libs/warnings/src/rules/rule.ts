import type { Message, Severity, Warning } from '@cockpit/contracts';

export type WarningScope = Warning['scope'];

/** One thing a rule looked at. */
export interface Measured {
  scope: WarningScope;
  /** null: it cannot be known, because its feed is silent */
  value: number | null;
  /** the warning fires at or above this */
  fire: number;
  /** an open prompt says it already: it does not begin to fire beside that */
  held?: boolean;
  /** what it says when it fires */
  words: Message;
  /** the same for a threshold that somebody has set; absent: it names none */
  wordsAt?: (fire: number) => Message;
}
/** The warning begins to clear below `clear`. */
export type Reading = Measured & { clear: number };

/** What a warning rule says, apart from how it is measured. Changing any of it takes a new version. */
export interface Rule {
  readonly key: string;
  readonly version: number;
  readonly severity: Severity;
  readonly unit: string;
  readonly scope: WarningScope['kind'];
  /** where it fires by itself; null: that follows what is measured, as the wait target of a queue */
  readonly threshold: number | null;
  /** the condition must hold this long before it fires */
  readonly forSec: number;
  /** and must have cleared this long before it is over */
  readonly keepFiringSec: number;
}

type InBothLanguages = readonly [chinese: string, english: string];

/** A rule with how it is measured; `Seen` is a hall minute, or a beat of the wall clock. Guides, the API and the page of rules take their facts from it. */
export interface MeasuredRule<Seen> extends Rule {
  readonly fires: InBothLanguages;
  /** the same for a cell of the page of rules; absent: its threshold says it */
  readonly firesShort?: InBothLanguages;
  /** the share of what fires it below which it clears, or in words when what it looks at is so or not */
  readonly clears: number | InBothLanguages;
  readonly read: (seen: Seen) => Measured[];
}

export function readingsOf<Seen>({ clears, read }: MeasuredRule<Seen>, seen: Seen): Reading[] {
  const share = typeof clears === 'number' ? clears : 1;
  return read(seen).map((measured) => ({ ...measured, clear: measured.fire * share }));
}
