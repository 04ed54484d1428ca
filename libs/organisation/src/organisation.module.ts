import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '@cockpit/access';
import { HallClocks } from './hall-clocks';
import { PartRow, VersionRow } from './history/entities';
import { OrganisationStore } from './history/organisation-store';
import { HallsController } from './http/halls.controller';
import { OrganisationController } from './http/organisation.controller';
import { OrganisationCache } from './organisation-cache';
import { OrganisationHalls } from './organisation-halls';
import { OrganisationService } from './organisation.service';

/** Halls, items, people and their history. */
@Global()
@Module({
  imports: [AccessModule, TypeOrmModule.forFeature([VersionRow, PartRow])],
  controllers: [OrganisationController, HallsController],
  providers: [OrganisationStore, OrganisationCache, HallClocks, OrganisationService, OrganisationHalls],
  exports: [OrganisationService, OrganisationHalls, HallClocks],
})
export class OrganisationModule {}
