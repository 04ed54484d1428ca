import type { WarningEnd } from '@cockpit/contracts';
import type { WhoLeft } from './who-left';

/** What is known of a warning at the moment in which it is over. */
export interface EndFacts {
  /** somebody ended it with a reason */
  readonly explained: boolean;
  /** a measure that relieves it was carried out while its condition held */
  readonly acted: boolean;
  readonly went: WhoLeft | null;
}

/**
 * How a warning ended. Only what people did or said closes a loop. Where nobody did anything and at least as many went away unserved as were served,
 * it is over because people left: that is nobody's merit, and worse than having cleared.
 */
export function endOf({ explained, acted, went }: EndFacts): WarningEnd {
  if (explained) return 'explained';
  if (acted) return 'action';
  return went !== null && went.left > 0 && went.left >= went.served ? 'left' : 'cleared';
}
