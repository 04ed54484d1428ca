import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { BulletinModule } from '@cockpit/bulletin';
import { ConnectModule } from '@cockpit/sources';
import { LiveBindingsModule, LiveModule } from '@cockpit/live';
import { ManualModule } from '@cockpit/manual';
import { MattersModule } from '@cockpit/matters';
import { MetricsModule } from '@cockpit/metrics';
import { NotifyModule } from '@cockpit/notify';
import { OrganisationModule } from '@cockpit/organisation';
import { RedirectModule } from '@cockpit/redirect';
import { DoublesModule, RetentionModule } from '@cockpit/warehouse';
import { WarningsModule } from '@cockpit/warnings';

/**
 * Keeps live halls up to date from the log; decides warnings and prompts each hall minute; deletes old data and counts
 * duplicate events daily; polls connected tables.
 */
@Module({
  imports: [
    AccessModule,
    OrganisationModule,
    LiveBindingsModule,
    NotifyModule,
    LiveModule,
    WarningsModule,
    RedirectModule,
    MattersModule,
    MetricsModule,
    BulletinModule,
    ConnectModule,
    ManualModule,
    RetentionModule,
    DoublesModule,
  ],
})
export class WorkerAppModule {}
