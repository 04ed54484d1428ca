import { Code, ItemsChange, ItemsChanged, ItemsChangeQuery, PartVersion, page, type Caller } from '@cockpit/contracts';
import { Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { ItemChanges } from '../setup/item-changes';
import { SetupHistory } from '../setup/setup-history';

const ItemParam = z.object({ item: Code });

@Controller('v1/items')
@ApiTags('catalogue')
@Allow('administrator')
@SelfAudited()
export class ItemChangesController {
  constructor(
    private readonly items: ItemChanges,
    private readonly history: SetupHistory,
  ) {}

  @Get(':item/changes')
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Who changed an item when and why, the last twenty, latest first' })
  @ZodAnswer(page(PartVersion))
  async changes(
    @ZodParam(ItemParam) { item }: z.infer<typeof ItemParam>,
  ): Promise<{ items: PartVersion[]; next: null }> {
    return { items: await this.history.itemVersions(item), next: null };
  }

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
