import { Module } from '@nestjs/common';
import { LiveCoreModule } from '@cockpit/live';
import { LogModule } from '@cockpit/log';
import { MatterCounter, MattersCoreModule } from '@cockpit/matters';
import { PlanResults } from '@cockpit/redirect';
import { WarehouseModule } from '@cockpit/warehouse';
import { Asking } from './asking/asking';
import { FreshnessReader } from './asking/freshness';
import { Changes } from './comparison/changes';
import { Charts } from './comparison/charts';
import { ClassHalls } from './comparison/class-halls';
import { Comparisons } from './comparison/comparisons';
import { Beginnings } from './comparison/beginnings';
import { Compared } from './comparison/compared';
import { KnownDays } from './comparison/known-days';
import { MatchedDays } from './comparison/matched-days';
import { DayFigures } from './comparison/day-figures';
import { RankMoves } from './comparison/rank-moves';
import { DaySummaries } from './day-summary/day-summaries';
import { ComparisonsController } from './http/comparisons.controller';
import { SkillGaps } from './skills/skill-gaps';
import { Flows } from './flow/flows';
import { DaySummaryController } from './http/day-summary.controller';
import { FlowController } from './http/flow.controller';
import { LawsController } from './http/laws.controller';
import { MetricsController } from './http/metrics.controller';
import { PointsController } from './http/points.controller';
import { HallTargetsController } from './http/hall-targets.controller';
import { SavingController } from './http/saving.controller';
import { AddingUp } from './laws/adding-up';
import { HallDayLaws } from './laws/hall-day-laws';
import { LawFacts } from './laws/law-facts';
import { LawsService } from './laws/laws.service';
import { NowLaw } from './laws/now-law';
import { WarningLaw } from './laws/warning-law';
import { MetricSums } from './laws/sums';
import { MetricsService } from './metrics.service';
import { DayRolls } from './sources/day-rolls';
import { PointCounts } from './points/point-counts';
import { Points } from './points/points';
import { RestatedDays } from './rollup/restated-days';
import { RollUp } from './rollup/roll-up';
import { RollUpWorker } from './rollup/roll-up-worker';
import { BookingSource } from './sources/booking-source';
import { CardSource } from './sources/card-source';
import { ChannelSource } from './sources/channel-source';
import { ConsultSource } from './sources/consult-source';
import { MatterSource } from './sources/matter-source';
import { MeetingSource } from './sources/meeting-source';
import { NowSource } from './sources/now-source';
import { PromptSource } from './sources/prompt-source';
import { QuoteSource } from './sources/quote-source';
import { RatingSource } from './sources/rating-source';
import { RolledVisits } from './sources/rolled-visits';
import { Sources } from './sources/sources';
import { VisitSource } from './sources/visit-source';
import { OverviewController } from './http/overview.controller';
import { OverviewFigures } from './overview/figures';
import { KeptOverviews } from './overview/kept-overviews';
import { Looks } from './overview/looks';
import { OverviewsAhead } from './overview/overviews-ahead';
import { Overviews } from './overview/overviews';
import { SkillGapsController } from './http/skill-gaps.controller';
import { TargetsController } from './http/targets.controller';
import { TargetPreviews } from './previews/target-previews';
import { WaitTargetShares } from './previews/wait-target-shares';
import { TargetStore } from './targets/target-store';
import { WarningSource } from './sources/warning-source';
import { WindowReader } from './sources/window-reader';
import { WindowSource } from './sources/window-source';

/** All metrics of the dictionary. Needs AccessModule, OrganisationModule and LiveBindingsModule in the application. */
@Module({
  imports: [MattersCoreModule],
  providers: [
    AddingUp,
    Asking,
    Beginnings,
    Compared,
    DayFigures,
    DayRolls,
    FreshnessReader,
    HallDayLaws,
    KnownDays,
    LawFacts,
    LawsService,
    MatchedDays,
    MetricSums,
    MetricsService,
    KeptOverviews,
    NowLaw,
    OverviewFigures,
    RollUp,
    Sources,
    TargetStore,
    WindowReader,
    BookingSource,
    CardSource,
    ChannelSource,
    ConsultSource,
    MatterSource,
    NowSource,
    PromptSource,
    QuoteSource,
    RatingSource,
    RolledVisits,
    MeetingSource,
    VisitSource,
    WaitTargetShares,
    WarningLaw,
    WarningSource,
    WindowSource,
  ],
  exports: [
    Asking,
    Beginnings,
    Compared,
    DayFigures,
    DayRolls,
    FreshnessReader,
    KnownDays,
    LawsService,
    MatchedDays,
    MetricsService,
    OverviewFigures,
    KeptOverviews,
    RollUp,
    Sources,
    TargetStore,
    WaitTargetShares,
    WindowReader,
  ],
})
export class MetricsCoreModule {}

/** Role api: metrics over HTTP. */
@Module({
  imports: [MetricsCoreModule, LiveCoreModule, MattersCoreModule, WarehouseModule],
  providers: [
    Changes,
    Charts,
    ClassHalls,
    Comparisons,
    DaySummaries,
    Flows,
    Looks,
    MatterCounter,
    Overviews,
    PlanResults,
    PointCounts,
    Points,
    RankMoves,
    SkillGaps,
    TargetPreviews,
  ],
  controllers: [
    ComparisonsController,
    DaySummaryController,
    FlowController,
    LawsController,
    MetricsController,
    OverviewController,
    PointsController,
    HallTargetsController,
    SavingController,
    SkillGapsController,
    TargetsController,
  ],
})
export class MetricsApiModule {}

/** Role worker: updates roll-ups of finished hall days and precomputes overviews. */
@Module({
  imports: [MetricsCoreModule, LogModule, WarehouseModule],
  providers: [OverviewsAhead, RestatedDays, RollUpWorker],
})
export class MetricsModule {}
