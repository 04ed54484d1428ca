import {
  cause,
  type Cause,
  type CauseCode,
  type HallEvent,
  type HallScope,
  type LoggedEvent,
  type RejectionReason,
} from '@cockpit/contracts';

/** Who speaks, and for what. */
export interface SourceScope {
  /** first part of every event's identity */
  sourceName: string;
  halls: HallScope;
  /** event types, or prefixes ending in a dot, this source may send; absent = all */
  types?: readonly string[];
  /** events are checked and answered as always, but not kept */
  sandbox: boolean;
}

/** Why an event was not taken: for people who read English, and as codes for everybody else. */
export interface Drop {
  reason: RejectionReason;
  path: string;
  message: string;
  causes: Cause[];
}

/** With one cause, as most have. */
export const dropped = (
  reason: RejectionReason,
  path: string,
  code: CauseCode,
  message: string,
  params?: Cause['params'],
): Drop => ({ reason, path, message, causes: [cause(code, path, params)] });

/** One event on its way through the pipeline; steps fill it in from left to right. */
export interface Candidate {
  /** place in the request */
  index: number;
  /** what was sent, parsed; for a line that is no JSON its text */
  raw: unknown;
  /** a line that could not be read: kept sealed, never in the clear */
  unreadable?: string;
  /** CloudEvents `id` as sent, for the answer */
  id: string | null;
  ceSource?: string;
  /** the source's own running number, where it gives one */
  sequence?: number | undefined;
  event?: HallEvent;
  /** `event.data` as JSON */
  dataText?: string;
  logged?: LoggedEvent;
  /** `logged` as JSON */
  text?: string;
  /** taken for the first time */
  fresh?: boolean;
  drop?: Drop;
}

export interface Context {
  source: SourceScope;
  halls: ReadonlyMap<string, { timeZone: string }>;
  /** epoch ms at the door */
  now: number;
  retentionDays: number | undefined;
  /** bodies from our own quarantine hold pseudonyms already */
  trusted: boolean;
}

export interface Step {
  readonly name: string;
  /** fills in the candidate, or says why it ends here */
  run(candidate: Candidate, context: Context): Drop | null;
}
