import { PipelineModule } from '@cockpit/ingestion';
import { Module } from '@nestjs/common';
import { ConnectController } from './connect.controller';
import { ImportStore } from './import-store';
import { Imports } from './imports';
import { Samples } from './samples';
import { Uploads } from './uploads';

/** Role api. Needs AccessModule and OrganisationModule in the application. */
@Module({
  imports: [PipelineModule],
  controllers: [ConnectController],
  providers: [Uploads, Samples, ImportStore, Imports],
})
export class ConnectApiModule {}
