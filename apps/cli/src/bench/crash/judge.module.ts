import { Module } from '@nestjs/common';
import { LogModule } from '@cockpit/log';
import { RebuildAskingModule } from '../../operations/rebuild';

/** What the bench asks the stores through; the instance under test does all the work. */
@Module({ imports: [RebuildAskingModule, LogModule] })
export class CrashJudgeModule {}
