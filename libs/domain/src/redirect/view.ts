import type { QueueSet } from '../queue-set';

/**
 * What the recommender sees of a hall at one minute: only what has been observed or was known beforehand (forecast, item
 * means, rosters, skills). Never a true service time, an officer's speed, a visitor's patience or an outage to come.
 * Times are minutes after opening, queues and windows are indices, sets of queues are {@link QueueSet}s.
 */
export interface RedirectView {
  readonly nowMin: number;
  /** Whether people can come in now: not before opening, nor while the hall is shut at noon. */
  readonly doorsOpen: boolean;
  /** When the hall closes, be it at noon. */
  readonly closeMin: number;
  readonly queues: readonly QueueView[];
  readonly windows: readonly WindowView[];
  readonly items: readonly ItemView[];
  /** Mean share of called visitors who do not come. */
  readonly noShowRate: number;
  /** Minutes of each forecast slot; slot 0 begins at opening. */
  readonly slotMin: number;
  /** Officer-minutes of reserve opening left today. */
  readonly reserveLeftMin: number;
  /** Halls within reach; empty when none is known. */
  readonly otherHalls: readonly OtherHallView[];
  /** Prompts already given, newest last: the only memory beside the hall itself. */
  readonly past: readonly PastPrompt[];
  /** What a plan that was sent has ordered for now or for the next minutes; absent: nothing. */
  readonly ordered?: OrderedMeasures;
}

/** Measures that windows have been told to carry out: the hall will change without a prompt. */
export interface OrderedMeasures {
  readonly links: readonly { readonly window: number; readonly mask: QueueSet; readonly startMin: number }[];
  readonly openings: readonly { readonly window: number; readonly startMin: number; readonly untilMin: number }[];
}

export interface QueueView {
  readonly code: string;
  readonly name: string;
  readonly waiting: number;
  /** Mean service minutes of those waiting, added up, no-shows discounted. */
  readonly workMin: number;
  /** How long the head has waited; 0 when nobody waits. */
  readonly headAgeMin: number;
  /** Mean service minutes of a visitor who comes, and the coefficient of variation. */
  readonly meanMin: number;
  readonly cv: number;
  /** Expected arrivals per minute by forecast slot. */
  readonly ratePerMin: ArrayLike<number>;
  /** Today's demand against the forecast, by slot from the present one on. */
  readonly demandRatio: ArrayLike<number>;
  /** No past, of its own or of halls alike, says how many will come: bookings, the roster and today alone do. */
  readonly isWithoutPast?: boolean;
  /** Today's service times against the item means. */
  readonly serviceRatio: number;
  readonly waitTargetMin: number;
  /** Wait of a newcomer as the predictor quotes it, where one is at hand. */
  readonly predictedP50Min?: number;
  readonly predictedP80Min?: number;
}

export type WindowCondition = 'free' | 'busy' | 'away' | 'closed';

export interface WindowView {
  readonly id: string;
  readonly number: string;
  /** −1 for a reserve window, which belongs to no branch. */
  readonly home: number;
  /** Queues whoever sits here is qualified and authorised for. */
  readonly skills: QueueSet;
  /** Queues it serves now. */
  readonly mask: QueueSet;
  readonly condition: WindowCondition;
  /** Queue of the business system that is open; −1 when unknown. */
  readonly current: number;
  /** busy: mean service minutes of the item under way at this window, and the minutes it has taken so far. */
  readonly serviceMeanMin: number;
  readonly elapsedMin: number;
  /** away: when it is expected back. */
  readonly backMin: number;
  /** Absences on the roster that have not begun yet. */
  readonly absences: readonly {
    readonly startMin: number;
    readonly endMin: number;
    readonly kind: 'lunch' | 'break';
  }[];
  /** away on a planned break, from which it could be called back */
  readonly onBreak: boolean;
  readonly breakKind?: 'lunch' | 'break';
  /** Last time its mask changed or a command was carried out; −Infinity when never. */
  readonly changedMin: number;
  readonly switchMin: number;
  readonly reserve: boolean;
  /** When an open reserve window closes again, or the shift ends. */
  readonly closesMin: number;
}

export interface ItemView {
  readonly code: string;
  readonly name: string;
  readonly queue: number;
  readonly meanMin: number;
  /** Share of its queue's visitors. */
  readonly share: number;
  readonly channels: readonly ('self-service' | 'mobile')[];
  /** Newcomers are being guided until then; −Infinity when they are not. */
  readonly guidedUntilMin: number;
}

export interface OtherHallView {
  readonly code: string;
  readonly name: string;
  readonly travelMin: number;
  /** Predicted wait of a newcomer there, by the queue codes of this hall; absent where it does not serve it. */
  readonly waitP50Min: ReadonlyMap<string, number>;
  readonly waitP80Min: ReadonlyMap<string, number>;
}

export type PromptState =
  | 'shown'
  | 'accepted'
  | 'carried-out'
  | 'done'
  | 'declined'
  | 'expired'
  | 'cancelled'
  | 'undone';

/** A prompt given earlier today. */
export interface PastPrompt {
  readonly kind: 'reassign' | 'link' | 'guide' | 'open' | 'recall' | 'other-hall';
  readonly state: PromptState;
  readonly decidedMin: number;
  /** When it was answered; undefined while it is shown. */
  readonly answeredMin?: number;
  readonly window?: number;
  readonly mask?: QueueSet;
  readonly item?: number;
  readonly queue?: number;
  /** When the measure ends, where it has an end; an opening's is counted from the answer once it is accepted. */
  readonly untilMin?: number;
  /** the wait, minutes, that was the trouble when it was said */
  readonly troubleMin?: number;
  /** the supervisor's own idea: it changes the hall as any other, but took nobody's attention */
  readonly own?: boolean;
}
