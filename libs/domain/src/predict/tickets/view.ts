import type { QueueSet } from '../../queue-set';

/**
 * What the predictor sees of a hall at one moment: only what was observed or known beforehand. Times are minutes since
 * the start of the hall day, queues and windows are indices, sets of queues are {@link QueueSet}s.
 */
export interface PredictView {
  readonly nowMin: number;
  readonly queues: readonly QueueOutlook[];
  readonly windows: readonly WindowOutlook[];
  /** nobody tells who is at the windows: presence is inferred, and the model is doubted more */
  readonly inferred?: boolean;
  /** what priority is worth in minutes of having come earlier; Infinity = it goes before everybody else */
  readonly headStartMin: number;
  /** spread of service times around their item's mean */
  readonly cv: number;
  /** how much longer a service takes at a window that is not of this branch */
  readonly crossFactor: number;
  /** minutes a no-show call costs */
  readonly noShowMin: number;
  /** chance that nobody comes when called, by whole minutes waited; the last entry holds for everything longer */
  readonly noShowChances: Float64Array;
  /** unplanned absences: beginnings per open window-minute, and their mean length in minutes */
  readonly outages: { readonly perMin: number; readonly meanMin: number };
}

export interface QueueOutlook {
  readonly code: string;
  /** in the order they will be called */
  readonly waiting: readonly WaitingOutlook[];
  /** mean service minutes of a newcomer who comes */
  readonly meanMin: number;
  /** what newcomers come for: cumulated share and mean minutes; empty = everything takes `meanMin` */
  readonly items: readonly { readonly upTo: number; readonly meanMin: number }[];
  readonly arrivals: ArrivalOutlook;
}

export interface WaitingOutlook {
  readonly id: string;
  readonly issuedMin: number;
  /** mean service minutes of what they came for */
  readonly meanMin: number;
  readonly priority: number;
}

export interface ArrivalOutlook {
  /** expected per minute, by slot */
  readonly perMin: readonly number[];
  readonly slotMin: number;
  /** beginning of slot 0, minutes since the start of the day */
  readonly startMin: number;
  /** relative uncertainty of the whole (log standard deviation) */
  readonly spread: number;
  /** share of newcomers who go before those already waiting */
  readonly priorityShare: number;
}

export type WindowCondition = 'free' | 'busy' | 'away' | 'closed';

export interface WindowOutlook {
  readonly id: string;
  readonly home: number;
  readonly skills: QueueSet;
  readonly mask: QueueSet;
  readonly condition: WindowCondition;
  /** queue whose business system is open; −1 none: a reserve window signs on first, which takes as long as a change */
  readonly current: number;
  readonly switchMin: number;
  /** free: since when */
  readonly freeSinceMin: number;
  /** free, but changing to the system `current` until then */
  readonly switchingUntilMin: number;
  /** busy: expected minutes of the whole service under way at a usual pace, time it has taken, chance it was a no-show */
  readonly serviceMin: number;
  readonly elapsedMin: number;
  readonly noShowChance: number;
  /** free: the chance that somebody is there to call; absent = sure. If not, they come at about `backMin` */
  readonly there?: number;
  /** away or closed: when it is expected (back); Infinity = not today */
  readonly backMin: number;
  /** away without a plan: how long is anybody's guess */
  readonly unplanned: boolean;
  /** planned absences not yet taken, in order */
  readonly absences: readonly { readonly startMin: number; readonly lengthMin: number }[];
  /** end of the shift when it ends well before the hall closes; Infinity otherwise */
  readonly closesMin: number;
  /** service times at this window relative to usual: best guess and log standard deviation of the doubt */
  readonly pace: number;
  readonly paceSpread: number;
  /** return rule of a linked window, minutes of head start for the open system and for home */
  readonly currentBias: number;
  readonly homeBias: number;
}
