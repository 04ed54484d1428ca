import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule, HallDirectory } from '@cockpit/access';
import { HealthRegistry } from '@cockpit/platform';
import { Annotations } from './annotations/annotations';
import { AnnotationsController } from './annotations/annotations.controller';
import { DaysHistory } from './days/days-history';
import { BureauClock } from './bureau-clock';
import { HallDaysBook } from './days/hall-days';
import { Drawings } from './drawings/drawings';
import { HallClock } from './hall-clock';
import { PartRow, VersionRow } from './history/entities';
import { OrganisationStore } from './history/organisation-store';
import { BureauClockController } from './http/bureau-clock.controller';
import { DaysController } from './http/days.controller';
import { DrawingsController } from './http/drawings.controller';
import { PhoneLinesController } from './http/phone-lines.controller';
import { HallsController } from './http/halls.controller';
import { OrganisationController } from './http/organisation.controller';
import { ItemChangesController } from './http/item-changes.controller';
import { SkillsController } from './http/skills.controller';
import { WordsController } from './http/words.controller';
import { SetupController } from './http/setup.controller';
import { OrganisationCache } from './organisation-cache';
import { OrganisationHalls } from './organisation-halls';
import { OrganisationService } from './organisation.service';
import { PhoneLines } from './phone-lines/phone-lines';
import { PlaceScope } from './place-scope';
import { HallSetups } from './setup/hall-setups';
import { LiveUse } from './setup/in-use';
import { ItemChanges } from './setup/item-changes';
import { SetupHistory } from './setup/setup-history';
import { SavedViews } from './views/saved-views';
import { SavedViewsController } from './views/saved-views.controller';

@Global()
@Module({
  imports: [AccessModule, TypeOrmModule.forFeature([VersionRow, PartRow])],
  controllers: [
    AnnotationsController,
    BureauClockController,
    SavedViewsController,
    OrganisationController,
    HallsController,
    SetupController,
    DaysController,
    WordsController,
    DrawingsController,
    PhoneLinesController,
    ItemChangesController,
    SkillsController,
  ],
  providers: [
    Annotations,
    OrganisationStore,
    OrganisationCache,
    BureauClock,
    HallClock,
    OrganisationService,
    OrganisationHalls,
    PlaceScope,
    HallSetups,
    DaysHistory,
    HallDaysBook,
    ItemChanges,
    LiveUse,
    Drawings,
    PhoneLines,
    SetupHistory,
    SavedViews,
  ],
  exports: [
    Annotations,
    BureauClock,
    OrganisationService,
    OrganisationHalls,
    HallClock,
    HallSetups,
    ItemChanges,
    PlaceScope,
  ],
})
export class OrganisationModule implements OnModuleInit {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly directory: HallDirectory,
    private readonly cache: OrganisationCache,
    private readonly health: HealthRegistry,
  ) {}

  onModuleInit(): void {
    let read = false;
    this.health.add('organisation', async () => {
      // a separate check watches Postgres, so one successful read is enough
      if (read) return;
      await this.cache.document();
      read = true;
    });
    this.directory.provide({
      known: () => this.organisation.knownHalls(),
      withBeneath: (codes) => this.organisation.withBeneath(codes),
    });
  }
}
