export interface QueueChange {
  readonly queue: number;
  readonly beforeP50Min: number;
  readonly afterP50Min: number;
  readonly beforeP80Min: number;
  readonly afterP80Min: number;
}

/** The relief that a prompt shows: the wait that four in five stay below, without and with the measure, minutes. */
export interface Shown {
  readonly queue: number;
  /** of whom: who comes now, as it is quoted everywhere; who comes within the next hour; who comes in so many minutes */
  readonly of: 'now' | 'hour' | number | 'closing';
  readonly beforeP80Min: number;
  readonly afterP80Min: number;
  /** `closing`: so many fewer are sent home unserved; the waits are what they are */
  readonly people?: number;
  /** of the same people, where it is known */
  readonly half?: { readonly beforeP50Min: number; readonly afterP50Min: number };
}

/** What is known of a measure when its sentence is written. */
export interface PromptFacts {
  readonly changes: readonly QueueChange[];
  /** Queues nobody serves now, with the wait once the measure serves them. */
  readonly begun: readonly { readonly queue: number; readonly afterP50Min: number }[];
  /** Queues nobody would serve any more. */
  readonly ended: readonly number[];
  /** The relief that has been found, where the simulation told it. */
  readonly shown?: Shown | undefined;
  /** Minutes of waiting saved. */
  readonly gainMin: number;
}
