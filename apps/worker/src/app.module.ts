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

/** From the log into live halls; warnings and prompts once a hall minute; what is too old is deleted once a day, and events that stand twice are counted; connected tables are read. */
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
