import type { QueueSet } from '../queue-set';
import type { PastPrompt } from './view';

/** What is to be proposed, in numbers; `explain` turns it into words. */
export interface Decision {
  readonly kind: PastPrompt['kind'];
  readonly window?: number;
  readonly mask?: QueueSet;
  readonly item?: number;
  readonly channel?: 'self-service' | 'mobile';
  readonly queue?: number;
  readonly toHall?: string;
  /** End of the measure itself if it is accepted after the usual reply time. */
  readonly untilMin?: number;
  /** Person-minutes of waiting saved within the horizon if it is accepted. */
  readonly gain: number;
}
