/** A time span in minutes after opening within which a planned absence must lie. */
export interface AllowedSpan {
  readonly kind: 'lunch' | 'break';
  /** earliest start, and latest start */
  readonly fromMin: number;
  readonly lastStartMin: number;
}

/** What the plan of the day decides, for the rest of the day from `madeAtMin` on. Windows and items are indices of the view. */
export interface DayPlan {
  readonly madeAtMin: number;
  /** Queues of each window at opening, where it is not what the window serves anyway. */
  readonly masks: ReadonlyMap<number, number>;
  /** Planned absences by window, in order of time. */
  readonly absences: ReadonlyMap<number, readonly PlannedAbsence[]>;
  readonly openings: readonly { readonly window: number; readonly atMin: number; readonly untilMin: number }[];
  readonly guides: readonly { readonly item: number; readonly fromMin: number; readonly untilMin: number }[];
}

export interface PlannedAbsence {
  readonly kind: 'lunch' | 'break';
  readonly startMin: number;
  readonly endMin: number;
}

/** Lunch may begin between 11:00 and 13:15; one break lies within 9:00–11:00, one within 14:00–16:30 (hall opens 8:30). */
export const DEFAULT_SPANS: readonly AllowedSpan[] = [
  { kind: 'break', fromMin: 30, lastStartMin: 140 },
  { kind: 'lunch', fromMin: 150, lastStartMin: 285 },
  { kind: 'break', fromMin: 330, lastStartMin: 470 },
];
