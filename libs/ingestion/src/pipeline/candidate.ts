import {
  cause,
  type Cause,
  type CauseCode,
  type HallEvent,
  type HallScope,
  type LoggedEvent,
  type RejectionReason,
} from '@cockpit/contracts';

/** The sending source and its rights. */
export interface SourceScope {
  /** first part of every event's identity */
  sourceName: string;
  halls: HallScope;
  /** event types, or prefixes ending in a dot, that this source may send; absent = all */
  types?: readonly string[];
  /** sandbox events are validated and answered but not stored */
  sandbox: boolean;
}

/** Why an event was rejected: an English message and codes for machines. */
export interface Drop {
  reason: RejectionReason;
  path: string;
  message: string;
  causes: Cause[];
}

/** A rejection with one cause, the usual case. */
export const dropped = (
  reason: RejectionReason,
  path: string,
  code: CauseCode,
  message: string,
  params?: Cause['params'],
): Drop => ({ reason, path, message, causes: [cause(code, path, params)] });

/** One event in the pipeline; steps fill in its fields in order. */
export interface Candidate {
  /** index in the request */
  index: number;
  /** the parsed event as sent; the text of a line that is not JSON */
  raw: unknown;
  /** an unreadable line, stored only encrypted */
  unreadable?: string;
  /** CloudEvents `id` as sent, for the response */
  id: string | null;
  ceSource?: string;
  /** the source's sequence number, if any */
  sequence?: number | undefined;
  event?: HallEvent;
  /** `event.data` as JSON */
  dataText?: string;
  logged?: LoggedEvent;
  /** `logged` as JSON */
  text?: string;
  /** accepted for the first time */
  fresh?: boolean;
  drop?: Drop;
}

export interface Context {
  source: SourceScope;
  halls: ReadonlyMap<string, { timeZone: string }>;
  /** time of arrival, epoch ms */
  now: number;
  retentionDays: number | undefined;
  /** the body is from our quarantine, so its person references are pseudonyms already */
  trusted: boolean;
}

export interface Step {
  readonly name: string;
  /** fills in the candidate, or returns why it is rejected */
  run(candidate: Candidate, context: Context): Drop | null;
}
