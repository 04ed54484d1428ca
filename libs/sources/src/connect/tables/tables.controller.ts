import {
  ConnectedTable,
  NewConnectedTable,
  TableChange,
  TableSample,
  TableStart,
  TableStop,
  page,
} from '@cockpit/contracts';
import { Allow, CurrentActor, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import { Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { TableStore } from './table-store';
import { Tables } from './tables';

const TableParam = z.object({ id: z.guid() });
type TableParam = z.infer<typeof TableParam>;

/** Tables of external databases that the workers poll. */
@Controller('v1/connect/tables')
@ApiTags('connect')
@Allow('administrator')
@SelfAudited()
export class TablesController {
  constructor(
    private readonly store: TableStore,
    private readonly tables: Tables,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Connected tables, how far each is read and why it is not; the one changed last first' })
  @ZodAnswer(page(ConnectedTable))
  async all(): Promise<{ items: ConnectedTable[]; next: null }> {
    return { items: await this.store.list(), next: null };
  }

  @Get(':id')
  @ZodAnswer(ConnectedTable)
  one(@ZodParam(TableParam) { id }: TableParam): Promise<ConnectedTable> {
    return this.store.one(id);
  }

  @Post()
  @ApiOperation({ summary: 'Notes a table to connect; its password is sealed and never answered' })
  @ZodAnswer(ConnectedTable, { status: 201 })
  add(@ZodBody(NewConnectedTable) input: NewConnectedTable, @CurrentActor() actor: Actor): Promise<ConnectedTable> {
    return this.store.add(input, actor);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Where it is and who reads it; a password left out stays. Not while it is live' })
  @ZodAnswer(ConnectedTable)
  change(
    @ZodParam(TableParam) { id }: TableParam,
    @ZodBody(TableChange) change: TableChange,
    @CurrentActor() actor: Actor,
  ): Promise<ConnectedTable> {
    return this.store.change(id, change, actor);
  }

  @Post(':id/sample')
  @ApiOperation({ summary: 'Its last rows as an upload, for samples, previews, places and a trial' })
  @ZodAnswer(TableSample)
  sample(@ZodParam(TableParam) { id }: TableParam, @CurrentActor() actor: Actor): Promise<TableSample> {
    return this.tables.sample(id, actor);
  }

  @Post(':id/start')
  @ApiOperation({ summary: 'Live from now on: a worker reads it again and again' })
  @ZodAnswer(ConnectedTable)
  start(
    @ZodParam(TableParam) { id }: TableParam,
    @ZodBody(TableStart) input: TableStart,
    @CurrentActor() actor: Actor,
  ): Promise<ConnectedTable> {
    return this.tables.start(id, input, actor);
  }

  @Post(':id/stop')
  @ApiOperation({ summary: 'Not read any more; how far it was read stays' })
  @ZodAnswer(ConnectedTable)
  stop(
    @ZodParam(TableParam) { id }: TableParam,
    @ZodBody(TableStop) why: TableStop,
    @CurrentActor() actor: Actor,
  ): Promise<ConnectedTable> {
    return this.store.stop(id, why, actor);
  }

  @Post(':id/remove')
  @HttpCode(204)
  @ApiOperation({ summary: 'Gone from the list, and its password with it; its events stay' })
  async remove(
    @ZodParam(TableParam) { id }: TableParam,
    @ZodBody(TableStop) why: TableStop,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.store.remove(id, why, actor);
  }
}
