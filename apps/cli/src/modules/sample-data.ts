import { OrganisationModule } from '@cockpit/organisation';
import { SampleDataModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';

@Module({ imports: [OrganisationModule, SampleDataModule] })
export class SampleModule {}
