import { AccessModule } from '@cockpit/access';
import { PipelineModule } from '@cockpit/ingestion';
import { MattersMarkerModule } from '@cockpit/matters';
import { OrganisationModule } from '@cockpit/organisation';
import { BackfillModule, WriterModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';

/** Ingestion pipeline and bulk storage. */
@Module({ imports: [AccessModule, OrganisationModule, PipelineModule, BackfillModule, MattersMarkerModule] })
export class ImportServices {}

/** Writer for an import without running instance; live halls catch up at the next start. */
@Module({ imports: [ImportServices, WriterModule] })
export class ImportWriting {}
