import { Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ChannelChange, ChannelRecord, ChannelTest, NewChannel, page } from '@cockpit/contracts';
import { Allow, CurrentActor, SelfAudited, type Actor } from '@cockpit/access';
import { PAGE, ZodAnswer, ZodBody, ZodParam, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { z } from 'zod';
import { ChannelStore } from '../settings/channel-store';
import { ChannelTests } from './channel-tests';

const ChannelId = z.object({ id: z.guid() });
type ChannelId = z.infer<typeof ChannelId>;
const Query = z.object({ ...PAGE });
const After = z.tuple([z.guid()]);

/** Channels that deliver messages to the outside. */
@Controller('v1/channels')
@Allow('administrator')
@SelfAudited()
@ApiTags('notifications')
export class ChannelsController {
  constructor(
    private readonly store: ChannelStore,
    private readonly tests: ChannelTests,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Where alerts go, with how each does; secrets are never answered' })
  @ZodAnswer(page(ChannelRecord))
  async list(
    @ZodQuery(Query) { cursor, limit }: z.infer<typeof Query>,
  ): Promise<{ items: ChannelRecord[]; next: string | null }> {
    const rows = await this.store.list(readCursor(cursor, After)?.[0], limit + 1);
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  @Get(':id')
  @ZodAnswer(ChannelRecord)
  one(@ZodParam(ChannelId) { id }: ChannelId): Promise<ChannelRecord> {
    return this.store.one(id);
  }

  @Post()
  @ZodAnswer(ChannelRecord, { status: 201 })
  add(@ZodBody(NewChannel) input: NewChannel, @CurrentActor() actor: Actor): Promise<ChannelRecord> {
    return this.store.add(input, actor);
  }

  @Put(':id')
  @ApiOperation({ summary: 'The channel anew; secrets that are left out stay as they are' })
  @ZodAnswer(ChannelRecord)
  change(
    @ZodParam(ChannelId) { id }: ChannelId,
    @ZodBody(ChannelChange) input: ChannelChange,
    @CurrentActor() actor: Actor,
  ): Promise<ChannelRecord> {
    return this.store.change(id, input, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@ZodParam(ChannelId) { id }: ChannelId, @CurrentActor() actor: Actor): Promise<void> {
    await this.store.remove(id, actor);
  }

  @Post(':id/test')
  @ApiOperation({ summary: 'Sends a test message at once and answers what the other side said' })
  @ZodAnswer(ChannelTest)
  test(@ZodParam(ChannelId) { id }: ChannelId, @CurrentActor() actor: Actor): Promise<ChannelTest> {
    return this.tests.run(id, actor);
  }
}
