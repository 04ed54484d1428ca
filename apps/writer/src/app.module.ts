import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { MattersMarkerModule } from '@cockpit/matters';
import { OrganisationModule } from '@cockpit/organisation';
import { WriterModule } from '@cockpit/warehouse';

/** Writes the log into ClickHouse. */
@Module({ imports: [AccessModule, OrganisationModule, WriterModule, MattersMarkerModule] })
export class WriterAppModule {}
