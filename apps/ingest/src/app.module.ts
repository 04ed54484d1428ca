import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { IngestionModule } from '@cockpit/ingestion';
import { OrganisationModule } from '@cockpit/organisation';

/** Ingests events; they are durable in the log before they are acknowledged. */
@Module({ imports: [AccessModule, OrganisationModule, IngestionModule] })
export class IngestAppModule {}
