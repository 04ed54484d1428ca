import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { NewPush, PushKey, PushRecord, type Caller } from '@cockpit/contracts';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import { z } from 'zod';
import { PushStore } from './push-store';

const PushId = z.object({ id: z.guid() });
type PushId = z.infer<typeof PushId>;

/** The caller's own browsers that receive messages while the page is closed. */
@Controller('v1/push')
@Allow('administrator', 'manager', 'supervisor')
@SelfAudited()
@ApiTags('notifications')
export class PushController {
  constructor(private readonly store: PushStore) {}

  @Get()
  @ApiOperation({ summary: 'The key by which a browser subscribes; null where no channel for browsers is set up' })
  @ZodAnswer(PushKey)
  key(): Promise<PushKey> {
    return this.store.publicKey();
  }

  @Post()
  @ApiOperation({ summary: 'Switches messages on for a browser of one’s own' })
  @ZodAnswer(PushRecord, { status: 201 })
  add(
    @ZodBody(NewPush) push: NewPush,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<PushRecord> {
    return this.store.add(push, caller, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(
    @ZodParam(PushId) { id }: PushId,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.store.remove(id, caller, actor);
  }
}
