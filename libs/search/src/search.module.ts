import { CaseFinderModule } from '@cockpit/matters';
import { WarehouseModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';
import { HeldNames } from './held-names';
import { Search } from './search';
import { SearchController } from './search.controller';

/** Role api. Needs AccessModule and OrganisationModule in the application. */
@Module({
  imports: [CaseFinderModule, WarehouseModule],
  controllers: [SearchController],
  providers: [HeldNames, Search],
  exports: [Search],
})
export class SearchApiModule {}
