import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PromptRow, PromptTransitionRow } from '../prompt.entity';

/** The tables alone, for whoever keeps what was recorded. */
@Module({ imports: [TypeOrmModule.forFeature([PromptRow, PromptTransitionRow])] })
export class RecordedPromptsModule {}
