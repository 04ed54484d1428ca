import { PipelineModule } from '@cockpit/ingestion';
import { Module } from '@nestjs/common';
import { ConnectController } from './connect.controller';
import { ImportStore } from './import-store';
import { Imports } from './imports';
import { Samples } from './samples';
import { Databases } from './tables/databases';
import { DatabasesController } from './tables/databases.controller';
import { TableFeeds } from './tables/table-feeds';
import { TableStore } from './tables/table-store';
import { Tables } from './tables/tables';
import { TablesController } from './tables/tables.controller';
import { Uploads } from './uploads';

/** Role api. Needs AccessModule and OrganisationModule. */
@Module({
  imports: [PipelineModule],
  controllers: [ConnectController, TablesController, DatabasesController],
  providers: [Uploads, Samples, ImportStore, Imports, TableStore, Tables, Databases],
})
export class ConnectApiModule {}

/** Role worker: reads the live tables. */
@Module({ imports: [PipelineModule], providers: [TableFeeds] })
export class ConnectModule {}
