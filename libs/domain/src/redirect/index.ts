export { decide, type Decision } from './decide';
export { FluidModel, type MaskChange } from './fluid';
export { redirectView, ViewReader, type ViewExtras } from './fromState';
export { DEFAULT_PARAMS, type RedirectParams } from './params';
export * from './plan';
export { meanResidualMin, normalCdf } from './residual';
export type { ItemView, OtherHallView, PastPrompt, QueueView, RedirectView, WindowCondition, WindowView } from './view';
