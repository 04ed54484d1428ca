import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { MattersLandingModule } from '@cockpit/matters';
import { OrganisationModule } from '@cockpit/organisation';
import { WriterModule } from '@cockpit/warehouse';

/** From the log into ClickHouse. */
@Module({ imports: [AccessModule, OrganisationModule, WriterModule, MattersLandingModule] })
export class WriterAppModule {}
