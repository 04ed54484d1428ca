// Prompts, plans of the day, the shift lead's desk.
export { paramsOf } from './params-of';
export { measuresAgreed, measuresSince, type Measure } from './measures';
export { PlanFollowing } from './plan/plan-following';
export { PlanResults } from './plan/plan-results';
export { PlanStore } from './plan/plan-store';
export { promptFacts, type PromptFact } from './prompt-facts';
export { promptsDoneSince, promptsWaiting } from './prompts-waiting';
export { promptedLinks, type PromptedLink } from './prompted-links';
export { PromptHistory, promptsAt, type PromptPast } from './prompt-history';
export { RedirectApiModule, RedirectCoreModule, RedirectModule } from './redirect.module';
export { PlayedPrompts } from './past/played-prompts';
export { effectsOf, type PlayedEffect } from './past/played-effects';
export { keepRecordedPrompts, RecordedPrompts } from './past/recorded';
export { RecordedPromptsModule } from './past/recorded.module';
