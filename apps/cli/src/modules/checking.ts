import { AccessModule } from '@cockpit/access';
import { LiveBindingsModule } from '@cockpit/live';
import { MetricsCoreModule } from '@cockpit/metrics';
import { OrganisationModule } from '@cockpit/organisation';
import { WarehouseModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';

/** Services for the conservation checks. Each command has its own module file, loaded only for that command. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, WarehouseModule, MetricsCoreModule] })
export class CheckingModule {}
