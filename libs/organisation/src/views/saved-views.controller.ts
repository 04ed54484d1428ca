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

const ViewParam = z.object({ id: z.guid() });
const RemoveQuery = z.object({ revision: z.coerce.number().int().min(1) });

/**
 * Saved addresses of analysis and ranking pages. Only shared views are audited, because private ones concern nobody
 * else.
 */
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
    @ZodBody(NewSavedView) input: NewSavedView,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<SavedView> {
    return this.views.make(input, { caller, actor });
  }

  @Put('start')
  @HttpCode(204)
  @ApiOperation({ summary: 'The view that one’s own analysis begins with; null: the usual one' })
  async begin(@ZodBody(ViewStart) { id }: ViewStart, @CurrentCaller() caller: Caller): Promise<void> {
    await this.views.beginWith(id, caller);
  }

  @Get(':id')
  // a paired screen shows saved views as a play list
  @OnTheWall()
  @ApiOperation({ summary: 'One saved view' })
  @ZodAnswer(SavedView)
  open(@ZodParam(ViewParam) { id }: z.infer<typeof ViewParam>, @CurrentCaller() caller: Caller): Promise<SavedView> {
    return this.views.open(id, caller);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change its name, address, or who sees it' })
  @ZodAnswer(SavedView)
  change(
    @ZodParam(ViewParam) { id }: z.infer<typeof ViewParam>,
    @ZodBody(SavedViewChange) input: SavedViewChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<SavedView> {
    return this.views.change(id, input, { caller, actor });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove it' })
  async remove(
    @ZodParam(ViewParam) { id }: z.infer<typeof ViewParam>,
    @ZodQuery(RemoveQuery) { revision }: z.infer<typeof RemoveQuery>,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.views.remove(id, revision, { caller, actor });
  }
}
