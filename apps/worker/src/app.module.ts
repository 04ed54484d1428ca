import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { LiveBindingsModule, LiveModule } from '@cockpit/live';
import { ManualModule } from '@cockpit/manual';
import { MattersModule } from '@cockpit/matters';
import { MetricsModule } from '@cockpit/metrics';
import { OrganisationModule } from '@cockpit/organisation';
import { RedirectModule } from '@cockpit/redirect';
import { WarningsModule } from '@cockpit/warnings';

/** From the log into live halls; warnings and prompts once a hall minute. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, LiveModule, WarningsModule, RedirectModule, MattersModule, MetricsModule, ManualModule] })
export class WorkerAppModule {}
