import { AccessModule } from '@cockpit/access';
import { PipelineModule } from '@cockpit/ingestion';
import { MattersMarkerModule } from '@cockpit/matters';
import { OrganisationModule } from '@cockpit/organisation';
import { BackfillModule, WriterModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';

/** The pipeline of the door, and what stores its events in bulk. */
@Module({ imports: [AccessModule, OrganisationModule, PipelineModule, BackfillModule, MattersMarkerModule] })
export class ImportServices {}

/** Writer, for an import without a running instance; live halls catch up when there is one. */
@Module({ imports: [ImportServices, WriterModule] })
export class ImportWriting {}
