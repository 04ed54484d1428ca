import { Module } from '@nestjs/common';
import { DutyCoreModule } from '@cockpit/duty';
import { LiveCoreModule } from '@cockpit/live';
import { OrganisationModule } from '@cockpit/organisation';
import { RedirectCoreModule } from '@cockpit/redirect';
import { MetricsCoreModule } from '@cockpit/metrics';
import { WarningsApiModule, WarningsCoreModule } from '@cockpit/warnings';
import { WarehouseModule } from '@cockpit/warehouse';
import { ConsequencesController } from './consequences/consequences.controller';
import { DutyConsequences } from './consequences/duty-consequences';
import { DutyConsequencesController } from './consequences/duty-consequences.controller';
import { SetupConsequences } from './consequences/setup-consequences';
import { TargetConsequences } from './consequences/target-consequences';
import { ReplayController } from './replay/replay.controller';
import { Replays } from './replay/replays';
import { RuleComparisons } from './replay/rule-comparison';
import { TwinController } from './twin.controller';
import { TwinVisitReader } from './twin-visits';

/** Measured effect of prompts against a twin hall, replays of past days, and previews of changes. */
@Module({
  imports: [
    DutyCoreModule,
    LiveCoreModule,
    MetricsCoreModule,
    OrganisationModule,
    RedirectCoreModule,
    WarehouseModule,
    WarningsApiModule,
    WarningsCoreModule,
  ],
  controllers: [ConsequencesController, DutyConsequencesController, ReplayController, TwinController],
  providers: [DutyConsequences, Replays, RuleComparisons, SetupConsequences, TargetConsequences, TwinVisitReader],
})
export class EffectModule {}
