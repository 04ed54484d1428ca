/** One thing to be followed, and for whom: what one person may see is not handed to the next who signs in. */
export interface LineAddress {
  who: string | null;
  /** the event stream */
  stream: string;
  /** the same once, for when there are more lines than connections */
  once: string;
}

/** Said by a tab: at once, and then again and again, since nothing tells of a tab that is gone. */
export type FromTab = { kind: 'follow'; address: LineAddress } | { kind: 'leave' };

/** Said to a tab. */
export type ToTab =
  /** the answer to each `follow` */
  | { kind: 'here' }
  | { kind: 'opened' | 'activity' }
  | { kind: 'message'; data: string }
  | { kind: 'down'; retryMs: number }
  | { kind: 'refused'; status: number; retryMs: number };
