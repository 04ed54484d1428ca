import { OrganisationModule } from '@cockpit/organisation';
import { SampleDataModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';

/** Finds and removes demonstration data. */
@Module({ imports: [OrganisationModule, SampleDataModule] })
export class SampleModule {}
