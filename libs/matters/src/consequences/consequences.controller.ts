import { ClockChange, DueConsequences as Answer, ItemsChange, ItemsChangeQuery, type Caller } from '@cockpit/contracts';
import { Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ItemChanges } from '@cockpit/organisation';
import { ZodAnswer, ZodBody, ZodQuery } from '@cockpit/platform';
import type { z } from 'zod';
import { ClockSettings } from '../clocks/clock-settings';
import { DueConsequences } from './due-consequences';

const Query = ItemsChangeQuery.pick({ from: true });

/** Changes nothing, so nothing is audited. */
@Controller('v1')
@SelfAudited()
@ApiTags('matters')
export class DueConsequencesController {
  constructor(
    private readonly settings: ClockSettings,
    private readonly items: ItemChanges,
    private readonly consequences: DueConsequences,
  ) {}

  @Post('clocks/consequences')
  @Allow('administrator', 'manager')
  @ApiOperation({
    summary: 'Which open matters another table of default clocks would give another due time; nothing is saved',
  })
  @ZodAnswer(Answer)
  async ofClocks(@ZodBody(ClockChange) change: ClockChange, @CurrentCaller() caller: Caller): Promise<Answer> {
    const { from, rules } = await this.settings.draft(change, caller);
    return this.consequences.ofClocks(from, rules);
  }

  @Post('items/consequences')
  @Allow('administrator')
  @ApiOperation({ summary: 'Which open matters other limits of items would give another due time; nothing is saved' })
  @ZodAnswer(Answer)
  async ofItems(
    @ZodQuery(Query) { from }: z.infer<typeof Query>,
    @ZodBody(ItemsChange) change: ItemsChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<Answer> {
    const draft = await this.items.draft(change, { from, caller, actor });
    return this.consequences.ofItems(draft.from, draft.items);
  }
}
