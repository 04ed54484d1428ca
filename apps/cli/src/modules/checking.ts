import { AccessModule } from '@cockpit/access';
import { LiveBindingsModule } from '@cockpit/live';
import { MetricsCoreModule } from '@cockpit/metrics';
import { OrganisationModule } from '@cockpit/organisation';
import { WarehouseModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';

/** What the laws are checked with. Each module has a file of its own: it is loaded for its command alone. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, WarehouseModule, MetricsCoreModule] })
export class CheckingModule {}
