import type { Message, Severity, Warning } from '@cockpit/contracts';

export type WarningScope = Warning['scope'];

/** One thing a rule looked at. */
export interface Reading {
  scope: WarningScope;
  /** null: it cannot be known, because its feed is silent */
  value: number | null;
  /** the warning fires at or above `fire` and begins to clear below `clear` */
  fire: number;
  clear: number;
  /** an open prompt says it already: it does not begin to fire beside that */
  held?: boolean;
  /** what it says when it fires */
  words: Message;
  /** the same for a threshold that somebody has set; absent: it names none */
  wordsAt?: (fire: number) => Message;
}

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

/** What guides say, in both languages. */
type InGuides = readonly [chinese: string, english: string];

/** A rule with how it is measured; `Seen` is a hall minute, or a beat of the wall clock. */
export interface MeasuredRule<Seen> extends Rule {
  readonly fires: InGuides;
  readonly clears: InGuides;
  readonly read: (seen: Seen) => Reading[];
}
