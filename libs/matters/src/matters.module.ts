import { Module } from '@nestjs/common';
import { PipelineModule } from '@cockpit/ingestion';
import { LiveCoreModule } from '@cockpit/live';
import { StoredListenersModule } from '@cockpit/warehouse';
import { ActDoor } from './acts/act-door';
import { ActStore } from './tables/act-store';
import { Acting } from './acts/acting';
import { ActsController } from './acts/acts.controller';
import { Candidates } from './acts/candidates';
import { Entering } from './acts/entering';
import { MatterFilesController } from './acts/files.controller';
import { MatterFiles } from './acts/matter-files';
import { Appeals } from './api/appeals';
import { CalendarsController } from './api/calendars.controller';
import { CardsController } from './api/cards.controller';
import { CardStore } from './api/card-store';
import { CaseFinder } from './api/case-finder';
import { CatalogueFigures } from './api/catalogue-figures';
import { ItemsController } from './api/items.controller';
import { MatterCounter } from './api/matter-counter';
import { MatterReader } from './api/matter-reader';
import { MattersController } from './api/matters.controller';
import { RegistersController } from './api/registers.controller';
import { Calendars } from './calendars/calendars';
import { CardIssuer } from './cards/card-issuer';
import { CardReviser } from './cards/card-reviser';
import { ClockSettings } from './clocks/clock-settings';
import { ClocksController } from './clocks/clocks.controller';
import { DueConsequencesController } from './consequences/consequences.controller';
import { DueConsequences } from './consequences/due-consequences';
import { DeskFigures } from './desks/desk-figures';
import { DesksController } from './desks/desks.controller';
import { Enterprises } from './enterprises/enterprises';
import { EnterprisesController } from './enterprises/enterprises.controller';
import { OverdueForecaster } from './forecast/overdue-forecaster';
import { GroundsLoader } from './grounds/grounds-loader';
import { Registers } from './grounds/registers';
import { Catalogue } from './worker/catalogue';
import { FileTidying } from './worker/file-tidying';
import { Instants } from './worker/instants';
import { MatterWorker } from './worker/matter-worker';
import { MatterRebuild } from './worker/rebuild';
import { Recompute } from './worker/recompute';
import { DirtyMarker } from './marking/dirty-marker';
import { Answering } from './rounds/answering';
import { RoundMatters } from './rounds/round-matters';
import { RoundStore } from './rounds/round-store';
import { Rounds } from './rounds/rounds';
import { RoundsController } from './rounds/rounds.controller';
import { CaseEvents } from './tables/case-events';
import { ClockTable } from './tables/clock-table';
import { MatterTable } from './tables/matter-table';
import { Visitors } from './visitors/visitors';
import { VisitorsController } from './visitors/visitors.controller';
import { PackageParts } from './tables/package-parts';

const shared = [Calendars, ClockSettings, GroundsLoader, CaseEvents, PackageParts];

/** Clocks and their inputs, shared by worker and api. Needs AccessModule and OrganisationModule in the application. */
@Module({ imports: [LiveCoreModule], providers: shared, exports: [...shared, LiveCoreModule] })
export class MattersCoreModule {}

const reading = [ActStore, CardStore, MatterReader];

/** Reading of matters for other modules. */
@Module({ imports: [MattersCoreModule], providers: reading, exports: reading })
export class MattersReadModule {}

/** Finds cases by number. */
@Module({ providers: [CaseFinder], exports: [CaseFinder] })
export class CaseFinderModule {}

/** Role writer: marks the matters of stored events. */
@Module({ imports: [StoredListenersModule], providers: [DirtyMarker] })
export class MattersMarkerModule {}

/** Role worker: computes clocks, issues and withdraws cards. */
@Module({
  imports: [MattersCoreModule],
  providers: [
    CardIssuer,
    CardReviser,
    Catalogue,
    ClockTable,
    FileTidying,
    Instants,
    MatterWorker,
    MatterRebuild,
    MatterTable,
    OverdueForecaster,
    Recompute,
  ],
  exports: [CardIssuer, FileTidying, Instants, MatterRebuild, OverdueForecaster, Recompute],
})
export class MattersModule {}

/** Role api: matters with clocks, cards and appeals, the catalogue with its figures, calendars. */
@Module({
  imports: [MattersReadModule, MattersCoreModule, PipelineModule],
  providers: [
    ActDoor,
    Acting,
    Answering,
    Candidates,
    Entering,
    Appeals,
    CatalogueFigures,
    DeskFigures,
    DueConsequences,
    Enterprises,
    MatterCounter,
    MatterFiles,
    Registers,
    RoundMatters,
    RoundStore,
    Rounds,
    Visitors,
  ],
  controllers: [
    ActsController,
    CalendarsController,
    CardsController,
    ClocksController,
    DesksController,
    DueConsequencesController,
    EnterprisesController,
    ItemsController,
    MatterFilesController,
    MattersController,
    RegistersController,
    RoundsController,
    VisitorsController,
  ],
})
export class MattersApiModule {}
