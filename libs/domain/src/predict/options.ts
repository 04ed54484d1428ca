import type { BoardLearner } from './boards/learner';
import type { Experience } from './tickets/experience';

/** What earlier days of the hall taught; see {@link learnDay}. */
export interface HallPast {
  readonly experience: Experience;
  readonly boards: BoardLearner;
}

export interface PredictOptions {
  readonly past?: HallPast | null;
  /** epoch ms; the state's own now when absent */
  readonly now?: number;
  /** futures played; more is smoother and slower. Default 40. */
  readonly paths?: number;
}
