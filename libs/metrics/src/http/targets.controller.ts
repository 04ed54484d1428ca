import {
  Code,
  LineNames,
  SIZE_CLASSES,
  TIERS,
  TargetBook,
  TargetChange,
  TargetPreview,
  TargetVersion,
  TargetedMetric,
  linesNamed,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, assertHall, type Actor } from '@cockpit/access';
import { PAGE, RunningNumber, ZodAnswer, ZodBody, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { z } from 'zod';
import { TargetPreviews } from '../previews/target-previews';
import { TargetStore } from '../targets/target-store';

/** Without `place`: the bureau. */
const PlaceQuery = z.object({ place: Code.optional() });
const HistoryQuery = PlaceQuery.extend(PAGE);
const PreviewQuery = PlaceQuery.extend({
  metric: TargetedMetric,
  tier: z.enum(TIERS).optional(),
  size: z.enum(SIZE_CLASSES).optional(),
  value: z.coerce.number().min(0).max(1_000_000),
  /** more specific lines of the same place, which have priority */
  narrower: LineNames.optional(),
});

/** Targets of metrics by place, kind of place, hall size and month. */
@Controller('v1/targets')
@Allow('administrator', 'manager', 'supervisor')
@SelfAudited()
@ApiTags('metrics')
export class TargetsController {
  constructor(
    private readonly store: TargetStore,
    private readonly previews: TargetPreviews,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The targets of a place as they hold now, and those of the places above it' })
  @ZodAnswer(TargetBook)
  book(
    @ZodQuery(PlaceQuery) { place }: z.infer<typeof PlaceQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<TargetBook> {
    return this.store.book(place ?? null, caller);
  }

  @Get('history')
  @ApiOperation({ summary: 'Every version of the targets of a place, the latest first' })
  @ZodAnswer(page(TargetVersion))
  async history(
    @ZodQuery(HistoryQuery) { place, limit, cursor }: z.infer<typeof HistoryQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: TargetVersion[]; next: string | null }> {
    const rows = await this.store.history(place ?? null, caller, readCursor(cursor, RunningNumber), limit + 1);
    return pageOf(rows, limit, ({ revision }) => [String(revision)]);
  }

  @Get('preview')
  @ApiOperation({
    summary: 'Of how many places a target decides, and how many of them would have met it in the last four weeks',
  })
  @ZodAnswer(TargetPreview)
  preview(
    @ZodQuery(PreviewQuery) { place, tier, size, metric, value, narrower }: z.infer<typeof PreviewQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<TargetPreview> {
    if (place !== undefined) assertHall(caller, place);
    const line = { metric, tier: tier ?? null, size: size ?? null, value };
    return this.previews.preview(line, narrower === undefined ? [] : linesNamed(narrower), place ?? null, caller);
  }

  @Put()
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'All targets of a place anew, with a reason; figures stand beside them within seconds' })
  @ZodAnswer(TargetBook)
  change(
    @ZodBody(TargetChange) change: TargetChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<TargetBook> {
    return this.store.change(change, caller, actor);
  }
}
