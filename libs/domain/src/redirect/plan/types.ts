import type { QueueSet } from '../../queue-set';
import type { RedirectView } from '../view';

/** Minutes after opening, half-open. */
export interface MinuteSpan {
  readonly fromMin: number;
  readonly toMin: number;
}

/** Earliest and latest start of an absence, minutes after opening. Equal where the roster fixes it. */
export interface StartHours {
  readonly earliestMin: number;
  readonly latestMin: number;
}

/** What a plan must know of a hall beside the recommender's view of it. */
export interface PlanHall {
  readonly view: RedirectView;
  /** when the doors are open today, in order */
  readonly open: readonly MinuteSpan[];
  /** by window and by absence of the view: when it may begin */
  readonly hours: readonly (readonly StartHours[])[];
  /** by window: the counter it belongs to, where the roster names one; of a counter one officer is away at a time */
  readonly counters: readonly (string | null)[];
  /** by item: whether a terminal of the hall does it */
  readonly onTerminal: readonly boolean[];
}

/** What the plan of the day decides, for the rest of the day from `madeAtMin` on. Windows and items are indices of the view. */
export interface DayPlan {
  readonly madeAtMin: number;
  /** Queues of each window from then on, where it is not what the window serves anyway. */
  readonly masks: ReadonlyMap<number, QueueSet>;
  /** When a link begins, where its officer is away as the plan is made: nobody changes systems while away. */
  readonly linkedFrom: ReadonlyMap<number, number>;
  /** Planned absences by window, in order of time; as many and of the same kinds as on the roster. */
  readonly absences: ReadonlyMap<number, readonly PlannedAbsence[]>;
  readonly openings: readonly PlannedOpening[];
  readonly guides: readonly PlannedGuide[];
}

export interface PlannedAbsence {
  readonly kind: 'lunch' | 'break';
  readonly startMin: number;
  readonly endMin: number;
}

export interface PlannedOpening {
  readonly window: number;
  readonly atMin: number;
  readonly untilMin: number;
}

export interface PlannedGuide {
  readonly item: number;
  readonly fromMin: number;
  readonly untilMin: number;
}
