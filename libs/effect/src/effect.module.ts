import { Module } from '@nestjs/common';
import { LiveCoreModule } from '@cockpit/live';
import { OrganisationModule } from '@cockpit/organisation';
import { RedirectCoreModule } from '@cockpit/redirect';
import { WarningsCoreModule } from '@cockpit/warnings';
import { ReplayController } from './replay/replay.controller';
import { Replays } from './replay/replays';
import { RuleComparisons } from './replay/rule-comparison';
import { TwinController } from './twin.controller';
import { TwinVisitReader } from './twin-visits';

/** What prompts did, where there is something to compare with; and days that were, as they were or as they might have been. */
@Module({
  imports: [LiveCoreModule, OrganisationModule, RedirectCoreModule, WarningsCoreModule],
  controllers: [ReplayController, TwinController],
  providers: [Replays, RuleComparisons, TwinVisitReader],
})
export class EffectModule {}
