import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { ConnectApiModule } from '@cockpit/sources';
import { DutyApiModule } from '@cockpit/duty';
import { AssessmentApiModule } from '@cockpit/metrics';
import { BulletinApiModule } from '@cockpit/bulletin';
import { EffectModule } from '@cockpit/effect';
import { GuideModule } from '@cockpit/manual';
import { TablesModule } from '@cockpit/sources';
import { QuarantineApiModule } from '@cockpit/ingestion';
import { JobsApiModule } from '@cockpit/jobs';
import { DaysLoadModule, LiveApiModule, LiveBindingsModule } from '@cockpit/live';
import { ManualApiModule } from '@cockpit/manual';
import { MattersApiModule } from '@cockpit/matters';
import { MetricsApiModule } from '@cockpit/metrics';
import { NotifyApiModule } from '@cockpit/notify';
import { OrganisationModule } from '@cockpit/organisation';
import { RedirectApiModule } from '@cockpit/redirect';
import { SearchApiModule } from '@cockpit/search';
import { WarehouseApiModule } from '@cockpit/warehouse';
import { WarningsApiModule } from '@cockpit/warnings';
import { DashboardModule } from './dashboard.module';

/** HTTP API for people and other systems, and the dashboards. */
@Module({
  imports: [
    AccessModule,
    OrganisationModule,
    LiveBindingsModule,
    JobsApiModule,
    NotifyApiModule,
    LiveApiModule,
    DaysLoadModule,
    DutyApiModule,
    WarningsApiModule,
    RedirectApiModule,
    WarehouseApiModule,
    QuarantineApiModule,
    ConnectApiModule,
    TablesModule,
    ManualApiModule,
    EffectModule,
    MattersApiModule,
    MetricsApiModule,
    AssessmentApiModule,
    BulletinApiModule,
    GuideModule,
    SearchApiModule,
    DashboardModule,
  ],
})
export class ApiAppModule {}
