export { paramsOf } from './proposals';
export { PromptHistory, promptsAt, type PromptPast } from './prompt-history';
export { RedirectApiModule, RedirectCoreModule, RedirectModule } from './redirect.module';
