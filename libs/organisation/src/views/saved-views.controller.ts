import {
  NewSavedView,
  SavedView,
  SavedViewChange,
  SavedViews as Listed,
  ViewStart,
  type Caller,
} from '@cockpit/contracts';
import { Allow, CurrentActor, CurrentCaller, OnTheWall, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam, ZodQuery } from '@cockpit/platform';
import { Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { SavedViews } from './saved-views';

const One = z.object({ id: z.guid() });
const RemoveQuery = z.object({ revision: z.coerce.number().int().min(1) });

/** Addresses of analysis and ranking that people keep under a name. What is shared is in the audit; what one keeps for oneself is nobody else's. */
@Controller('v1/views')
@ApiTags('views')
@SelfAudited()
@Allow('administrator', 'manager', 'supervisor')
export class SavedViewsController {
  constructor(private readonly views: SavedViews) {}

  @Get()
  @ApiOperation({ summary: 'Saved views: one’s own first, then those that are shared of places in scope' })
  @ZodAnswer(Listed)
  async list(@CurrentCaller() caller: Caller): Promise<Listed> {
    return { items: await this.views.list(caller) };
  }

  @Post()
  @ApiOperation({ summary: 'Save an address of analysis or ranking under a name' })
  @ZodAnswer(SavedView, { status: 201 })
  make(
    @ZodBody(NewSavedView) asked: NewSavedView,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<SavedView> {
    return this.views.make(asked, { caller, actor });
  }

  @Put('start')
  @HttpCode(204)
  @ApiOperation({ summary: 'The view that one’s own analysis begins with; null: the usual one' })
  async begin(@ZodBody(ViewStart) { id }: ViewStart, @CurrentCaller() caller: Caller): Promise<void> {
    await this.views.beginWith(id, caller);
  }

  @Get(':id')
  // a paired screen shows the pages of a play list in turn
  @OnTheWall()
  @ApiOperation({ summary: 'One saved view' })
  @ZodAnswer(SavedView)
  open(@ZodParam(One) { id }: z.infer<typeof One>, @CurrentCaller() caller: Caller): Promise<SavedView> {
    return this.views.open(id, caller);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change its name, address, or who sees it' })
  @ZodAnswer(SavedView)
  change(
    @ZodParam(One) { id }: z.infer<typeof One>,
    @ZodBody(SavedViewChange) asked: SavedViewChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<SavedView> {
    return this.views.change(id, asked, { caller, actor });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove it' })
  async remove(
    @ZodParam(One) { id }: z.infer<typeof One>,
    @ZodQuery(RemoveQuery) { revision }: z.infer<typeof RemoveQuery>,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.views.remove(id, revision, { caller, actor });
  }
}
