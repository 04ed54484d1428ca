import { Module } from '@nestjs/common';
import { LiveBindingsModule, LiveCoreModule } from '@cockpit/live';
import { LogModule } from '@cockpit/log';
import { RebuildRequestModule } from '../../../apps/cli/src/operations/rebuild';

/** What the bench asks the stores through; the instance under test does all the work. */
@Module({ imports: [RebuildRequestModule, LogModule, LiveBindingsModule, LiveCoreModule] })
export class CrashJudgeModule {}
