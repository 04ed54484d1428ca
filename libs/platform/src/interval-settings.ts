import { z } from 'zod';

/** Injection token of the intervals among the settings. */
export const INTERVALS = Symbol('INTERVALS');

const ms = (byDefault: number) => z.coerce.number().int().min(1).max(3_600_000).default(byDefault);

/** Pauses between two rounds of the same work, in milliseconds. Tests set them to a few milliseconds. */
export const INTERVAL_SHAPE = {
  WRITER_COLLECT_MS: ms(500),
  WRITER_FLUSH_MS: ms(3_000),
  DAY_LOOK_MS: ms(250),
  DAY_AGAIN_MS: ms(60_000),
  LIVE_BEAT_MS: ms(100),
  LIVE_PUBLISH_MS: ms(250),
  LIVE_REFRESH_MS: ms(5_000),
  LIVE_ESTIMATE_MS: ms(2_000),
  LIVE_FORECAST_MS: ms(15_000),
  LIVE_SAVE_MS: ms(2_000),
  QUOTE_FLUSH_MS: ms(5_000),
  MATTER_LOOK_MS: ms(250),
  MATTER_SWEEP_MS: ms(5_000),
  OUTBOX_LOOK_MS: ms(250),
  HOLD_LOOK_MS: ms(1_500),
  PULSE_MS: ms(10_000),
  ESCALATION_MS: ms(3_000),
  PROMPT_ORDER_MS: ms(3_000),
  REMINDER_MS: ms(60_000),
  MANUAL_RECONCILE_MS: ms(15_000),
  OVERDUE_FORECAST_MS: ms(60_000),
  ROLL_UP_LOOK_MS: ms(5_000),
  AUDIT_SEAL_MS: ms(2_000),
  OPEN_ANSWERS_MS: ms(2_000),
  SCHEDULE_LOOK_MS: ms(5_000),
  JOB_LOCK_MS: ms(60_000),
  DEAD_LETTER_LOOK_MS: ms(5_000),
};
type IntervalVariables = z.output<z.ZodObject<typeof INTERVAL_SHAPE>>;

export interface Intervals {
  /** the writer collects events this long before it stores them */
  readonly writerCollect: number;
  /** the writer recomputes what stored events changed, then saves its position */
  readonly writerFlush: number;
  /** polls for hall days that are due */
  readonly dayLook: number;
  /** minimum time between two recomputations of a hall day that keeps changing */
  readonly dayAgain: number;
  /** advances clocks and checks snapshots while the log is quiet */
  readonly liveBeat: number;
  /** minimum time between two snapshots of a changing hall */
  readonly livePublish: number;
  /** time between snapshots of a hall without events */
  readonly liveRefresh: number;
  /** time between predictions for a changing hall */
  readonly liveEstimate: number;
  /** time between forecasts of the next hours */
  readonly liveForecast: number;
  /** time between checkpoints of the live state */
  readonly liveSave: number;
  /** time between writes of stored quotes */
  readonly quoteFlush: number;
  /** polls for matters to recompute */
  readonly matterLook: number;
  /** polls for cards that are due */
  readonly matterSweep: number;
  /** polls for messages to send */
  readonly outboxLook: number;
  /** polls for items that another process no longer holds */
  readonly holdLook: number;
  /** evaluates the rules that depend on the wall clock */
  readonly pulse: number;
  /** polls for warnings to escalate */
  readonly escalation: number;
  /** polls for prompts that need a reminder */
  readonly promptOrder: number;
  /** polls for cards and actions that need a reminder */
  readonly reminder: number;
  /** checks whether feeds have returned after manual entry */
  readonly manualReconcile: number;
  /** forecasts which matters will be overdue */
  readonly overdueForecast: number;
  /** polls for hall days to roll up */
  readonly rollUpLook: number;
  /** links new audit entries into the chain */
  readonly auditSeal: number;
  /** checks that callers of open streams are still authorised */
  readonly openAnswers: number;
  /** checks that Redis still has every job schedule */
  readonly scheduleLook: number;
  /** lifetime of a job's lock, renewed at half time; jobs of a dead worker restart this much later */
  readonly jobLock: number;
  /** polls for rows put away that are due for a retry */
  readonly deadLetterLook: number;
}

export const intervalsOf = (env: IntervalVariables): Intervals =>
  Object.freeze({
    writerCollect: env.WRITER_COLLECT_MS,
    writerFlush: env.WRITER_FLUSH_MS,
    dayLook: env.DAY_LOOK_MS,
    dayAgain: env.DAY_AGAIN_MS,
    liveBeat: env.LIVE_BEAT_MS,
    livePublish: env.LIVE_PUBLISH_MS,
    liveRefresh: env.LIVE_REFRESH_MS,
    liveEstimate: env.LIVE_ESTIMATE_MS,
    liveForecast: env.LIVE_FORECAST_MS,
    liveSave: env.LIVE_SAVE_MS,
    quoteFlush: env.QUOTE_FLUSH_MS,
    matterLook: env.MATTER_LOOK_MS,
    matterSweep: env.MATTER_SWEEP_MS,
    outboxLook: env.OUTBOX_LOOK_MS,
    holdLook: env.HOLD_LOOK_MS,
    pulse: env.PULSE_MS,
    escalation: env.ESCALATION_MS,
    promptOrder: env.PROMPT_ORDER_MS,
    reminder: env.REMINDER_MS,
    manualReconcile: env.MANUAL_RECONCILE_MS,
    overdueForecast: env.OVERDUE_FORECAST_MS,
    rollUpLook: env.ROLL_UP_LOOK_MS,
    auditSeal: env.AUDIT_SEAL_MS,
    openAnswers: env.OPEN_ANSWERS_MS,
    scheduleLook: env.SCHEDULE_LOOK_MS,
    jobLock: env.JOB_LOCK_MS,
    deadLetterLook: env.DEAD_LETTER_LOOK_MS,
  });

export const DEFAULT_INTERVALS: Intervals = intervalsOf(z.object(INTERVAL_SHAPE).parse({}));
