import { ClockBook, ClockChange, ClockVersion, page, type Caller } from '@cockpit/contracts';
import { Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { PAGE, RunningNumber, ZodAnswer, ZodBody, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { z } from 'zod';
import { ClockSettings } from './clock-settings';

const HistoryQuery = z.object({ ...PAGE });

/** Clocks of matters with neither their own due time nor an item with a limit. */
@Controller('v1/clocks')
@Allow('administrator', 'manager', 'supervisor')
@SelfAudited()
@ApiTags('matters')
export class ClocksController {
  constructor(private readonly settings: ClockSettings) {}

  @Get()
  @ApiOperation({
    summary: 'The table of default clocks in working days, by kind, unit and channel, and what is shipped',
  })
  @ZodAnswer(ClockBook)
  book(): Promise<ClockBook> {
    return this.settings.book();
  }

  @Get('history')
  @ApiOperation({ summary: 'Every version of the table, the latest first' })
  @ZodAnswer(page(ClockVersion))
  async history(
    @ZodQuery(HistoryQuery) { limit, cursor }: z.infer<typeof HistoryQuery>,
  ): Promise<{ items: ClockVersion[]; next: string | null }> {
    const rows = await this.settings.history(readCursor(cursor, RunningNumber), limit + 1);
    return pageOf(rows, limit, ({ revision }) => [String(revision)]);
  }

  @Put()
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'The table anew, for matters accepted from a day on; open ones follow within seconds' })
  @ZodAnswer(ClockBook)
  change(
    @ZodBody(ClockChange) change: ClockChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<ClockBook> {
    return this.settings.change(change, caller, actor);
  }
}
