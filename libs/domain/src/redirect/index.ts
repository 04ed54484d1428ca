export { BOOKED_AHEAD_MIN, guidesUnderWay } from './plannedGuides';
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
} from './checkPrompt';
export { changeOf, explain, type Measure } from './explain';
export { openUntil } from './openUntil';
export { fairnessIndex, starves } from './fairness';
export { FluidModel, type MaskChange } from './fluid';
export { redirectView, ViewReader, type ViewExtras } from './fromState';
export { learnHabits, type AnsweredPrompt } from './learn';
export { DEFAULT_PARAMS, type RedirectParams } from './params';
export { otherHallViews, type Neighbour } from './otherHalls';
export * from './plan';
export { claimOf, promptsNow } from './promptsNow';
export { asksTheSame, breachesOf, type DeclinedPrompt } from './promptLaw';
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
