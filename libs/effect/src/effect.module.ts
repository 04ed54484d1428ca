import { Module } from '@nestjs/common';
import { LiveCoreModule } from '@cockpit/live';
import { OrganisationModule } from '@cockpit/organisation';
import { RedirectCoreModule } from '@cockpit/redirect';
import { WarningsCoreModule } from '@cockpit/warnings';
import { WarehouseModule } from '@cockpit/warehouse';
import { ConsequencesController } from './consequences/consequences.controller';
import { SetupConsequences } from './consequences/setup-consequences';
import { ReplayController } from './replay/replay.controller';
import { Replays } from './replay/replays';
import { RuleComparisons } from './replay/rule-comparison';
import { TwinController } from './twin.controller';
import { TwinVisitReader } from './twin-visits';

/** What prompts did, where there is something to compare with; and days that were, as they were or as they might have been, or may be. */
@Module({
  imports: [LiveCoreModule, OrganisationModule, RedirectCoreModule, WarehouseModule, WarningsCoreModule],
  controllers: [ConsequencesController, ReplayController, TwinController],
  providers: [Replays, RuleComparisons, SetupConsequences, TwinVisitReader],
})
export class EffectModule {}
