import { ItemsChange, ItemsChanged, ItemsChangeQuery, type Caller } from '@cockpit/contracts';
import { Controller, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodQuery } from '@cockpit/platform';
import type { z } from 'zod';
import { ItemChanges } from '../setup/item-changes';

@Controller('v1/items')
@ApiTags('catalogue')
@Allow('administrator')
@SelfAudited()
export class ItemChangesController {
  constructor(private readonly items: ItemChanges) {}

  @Put()
  @ApiOperation({ summary: 'Change items of the catalogue or add some, or only tell what that would do; others stay' })
  @ZodAnswer(ItemsChanged)
  change(
    @ZodQuery(ItemsChangeQuery) query: z.infer<typeof ItemsChangeQuery>,
    @ZodBody(ItemsChange) change: ItemsChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<ItemsChanged> {
    return this.items.change(change, { ...query, caller, actor });
  }
}
