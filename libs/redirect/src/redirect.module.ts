import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LiveCoreModule, LiveModule } from '@cockpit/live';
import { PromptsController } from './api/prompts.controller';
import { PromptAnswers } from './prompt-answers';
import { PromptStore } from './prompt-store';
import { PromptRow, PromptTransitionRow } from './prompt.entity';
import { RedirectWorker } from './redirect.worker';

/** Prompts as they are kept: what worker and API share. */
@Module({
  imports: [TypeOrmModule.forFeature([PromptRow, PromptTransitionRow]), LiveCoreModule],
  providers: [PromptStore],
  exports: [PromptStore, LiveCoreModule],
})
export class RedirectCoreModule {}

/** Role worker: decides prompts and follows their life. */
@Module({ imports: [RedirectCoreModule, LiveModule], providers: [RedirectWorker] })
export class RedirectModule {}

/** Role api: the list and the answers. */
@Module({ imports: [RedirectCoreModule], controllers: [PromptsController], providers: [PromptAnswers] })
export class RedirectApiModule {}
