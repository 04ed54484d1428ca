import type { RedirectParams } from './params';

/** An answered prompt of an earlier day, as far as habits show in it. */
export interface AnsweredPrompt {
  readonly accepted: boolean;
  /** Minutes from shown to answered; undefined when it lapsed unanswered. */
  readonly replyMin?: number;
}

/** Answers after which a hall's own habits weigh as much as the defaults. */
const PRIOR_ANSWERS = 20;

/** The parameters of a hall whose supervisors have answered so far; with no answers they are what they were. */
export function learnHabits(params: RedirectParams, answered: readonly AnsweredPrompt[]): RedirectParams {
  const accepted = answered.filter((a) => a.accepted).length;
  const replies = answered.flatMap((a) => (a.replyMin === undefined ? [] : [a.replyMin]));
  const slow = replies.reduce((sum, r) => sum + r, 0);
  return {
    ...params,
    acceptance: (accepted + PRIOR_ANSWERS * params.acceptance) / (answered.length + PRIOR_ANSWERS),
    replyMin: (slow + PRIOR_ANSWERS * params.replyMin) / (replies.length + PRIOR_ANSWERS),
  };
}
