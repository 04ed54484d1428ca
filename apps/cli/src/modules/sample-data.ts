import { OrganisationModule } from '@cockpit/organisation';
import { SampleDataModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';

/** What finds and removes the data that a hall was tried with. */
@Module({ imports: [OrganisationModule, SampleDataModule] })
export class SampleModule {}
