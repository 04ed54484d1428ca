export { BOOKED_AHEAD_MIN, guidesUnderWay } from './planned-guides';
export { helpless, type Helpless } from './helpless';
export { consider, decide, type Choice, type Consideration, type ConsiderOptions } from './decide';
export type { Decision } from './decision';
export { bestHall, possibleMoves, type Move } from './moves';
export {
  checkMeasure,
  checkPrompt,
  contradicts,
  helpedCodes,
  PROMPT_FAULTS,
  type MeasureFault,
  type PromptClaim,
  type PromptFault,
} from './check-prompt';
export { changeOf, explain, type Measure } from './explain';
export { openUntil } from './open-until';
export { fairnessIndex, starves } from './fairness';
export { FluidModel, type MaskChange } from './fluid';
export { redirectView, ViewReader, type ViewExtras } from './from-state';
export { learnHabits, type AnsweredPrompt } from './learn';
export { DEFAULT_PARAMS, type RedirectParams } from './params';
export { otherHallViews, type Neighbour } from './other-halls';
export * from './plan';
export { claimOf, promptsNow } from './prompts-now';
export { asksTheSame, breachesOf, type DeclinedPrompt } from './prompt-law';
export { keepsWorth } from './worth';
export { isFair, recommend, type PromptProposal } from './recommend';
export { meanResidualMin, normalCdf } from './residual';
export type { QueueChange } from './prompt-facts';
export type {
  ItemView,
  OrderedMeasures,
  OtherHallView,
  PastPrompt,
  QueueView,
  RedirectView,
  WindowCondition,
  WindowView,
} from './view';
