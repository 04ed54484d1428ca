import {
  COMPARED_WITH,
  CHANGE_BYS,
  CHART_STEPS,
  Code,
  Day,
  MetricChange,
  METRIC_BYS,
  MetricChart,
  MetricCompared,
  MetricComparison,
  MetricRankMove,
  SIZE_CLASSES,
  TIERS,
  type Caller,
} from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodParam, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { Changes } from '../comparison/changes';
import { Compared } from '../comparison/compared';
import { Charts } from '../comparison/charts';
import { Comparisons } from '../comparison/comparisons';
import { RankMoves } from '../comparison/rank-moves';
import { Key, PARTS, When, metricOf } from './asked';

const Period = z.object({ hall: Code.optional(), from: When.optional(), to: When.optional() });
const ChartQuery = Period.extend({ ...PARTS, step: z.enum(CHART_STEPS).optional() });
const ChangeQuery = Period.extend({
  ...PARTS,
  by: z.enum(CHANGE_BYS),
  earlierFrom: Day.optional(),
  earlierTo: Day.optional(),
  against: z.enum(COMPARED_WITH).optional(),
});
const ComparedQuery = Period.extend({ ...PARTS, by: z.enum(METRIC_BYS).optional(), against: z.enum(COMPARED_WITH) });
const ComparisonQuery = Period.extend({ tier: z.enum(TIERS).optional(), size: z.enum(SIZE_CLASSES).optional() });
const RankMoveQuery = ComparisonQuery.extend({ place: Code });

/** Figures over time and in comparison, with the influence of chance. */
@Controller('v1/metrics')
@ApiTags('metrics')
@Allow('administrator', 'manager', 'supervisor')
export class ComparisonsController {
  constructor(
    private readonly charts: Charts,
    private readonly comparisons: Comparisons,
    private readonly changes: Changes,
    private readonly moves: RankMoves,
    private readonly comparedFigures: Compared,
  ) {}

  @Get(':key/chart')
  @ApiOperation({
    summary:
      'A control chart: days or weeks with centre line, limits and signals; without a period the last four weeks',
  })
  @ZodAnswer(MetricChart)
  chart(
    @ZodParam(Key) { key }: z.infer<typeof Key>,
    @ZodQuery(ChartQuery) query: z.infer<typeof ChartQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<MetricChart> {
    return this.charts.read(metricOf(key), query, caller);
  }

  @Get(':key/comparison')
  @ApiOperation({
    summary:
      'Halls of one kind and size: intervals, sets of ranks, bands and a funnel; without a period the last four weeks',
  })
  @ZodAnswer(MetricComparison)
  comparison(
    @ZodParam(Key) { key }: z.infer<typeof Key>,
    @ZodQuery(ComparisonQuery) query: z.infer<typeof ComparisonQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<MetricComparison> {
    return this.comparisons.compare(metricOf(key), query, caller);
  }

  @Get(':key/compared')
  @ApiOperation({
    summary:
      'A figure beside the one of the same kinds of days before or a year ago: holidays beside holidays, days with data beside days with data',
  })
  @ZodAnswer(MetricCompared)
  async compared(
    @ZodParam(Key) { key }: z.infer<typeof Key>,
    @ZodQuery(ComparedQuery) query: z.infer<typeof ComparedQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<MetricCompared> {
    return this.comparedFigures.compare(metricOf(key), query, caller);
  }

  @Get(':key/change')
  @ApiOperation({
    summary:
      'Why a share or a mean differs from the period before: mix and rate of its parts, which add up to the change',
  })
  @ZodAnswer(MetricChange)
  change(
    @ZodParam(Key) { key }: z.infer<typeof Key>,
    @ZodQuery(ChangeQuery) query: z.infer<typeof ChangeQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<MetricChange> {
    return this.changes.compute(metricOf(key), query, caller);
  }

  @Get(':key/rank-move')
  @ApiOperation({
    summary:
      'What moved the rank of one hall: visitors, mix, staff, wait and the other halls, which add up to the change exactly',
  })
  @ZodAnswer(MetricRankMove)
  rankMove(
    @ZodParam(Key) { key }: z.infer<typeof Key>,
    @ZodQuery(RankMoveQuery) { place, ...query }: z.infer<typeof RankMoveQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<MetricRankMove> {
    return this.moves.compute(metricOf(key), place, query, caller);
  }
}
