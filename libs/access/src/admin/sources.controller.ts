import { type Caller, CreatedSource, IssuedKey, KeyRecord, NewKey, NewSource, RotateKey } from '@cockpit/contracts';
import { Controller, Param, Post } from '@nestjs/common';
import { ZodAnswer, ZodBody } from '@cockpit/platform';
import type { z } from 'zod';
import type { Actor } from '../audit';
import { Administers, Allow, CurrentActor, CurrentCaller, SelfAudited } from '../guard/decorators';
import { HallDirectory } from '../hall-directory';
import { Sources } from '../sources';

/** Who may post events. `GET /v1/sources` of another module lists the sources and their health. */
@Controller('v1/sources')
@Allow('administrator')
@SelfAudited()
export class SourcesController {
  constructor(
    private readonly sources: Sources,
    private readonly halls: HallDirectory,
  ) {}

  @Post()
  @ZodAnswer(CreatedSource, { status: 201 })
  async create(
    @ZodBody(NewSource) input: NewSource,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<CreatedSource> {
    await this.halls.refuseUnknown(input.halls);
    await this.halls.assertWithin(caller, input);
    return this.sources.create(input, actor);
  }

  @Post(':name/keys')
  @Administers('security')
  @ZodAnswer(IssuedKey, { status: 201 })
  async addKey(
    @Param('name') name: string,
    @ZodBody(NewKey) { expiresAt }: z.infer<typeof NewKey>,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<IssuedKey> {
    await this.refuseBeyond(name, caller);
    return this.sources.addKey(name, expiresAt === undefined ? null : new Date(expiresAt), actor);
  }

  @Post(':name/keys/:id/revoke')
  @Administers('security')
  @ZodAnswer(KeyRecord)
  async revoke(
    @Param('name') name: string,
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<KeyRecord> {
    await this.refuseBeyond(name, caller);
    return this.sources.revoke(name, id, actor);
  }

  @Post(':name/keys/:id/rotate')
  @Administers('security')
  @ZodAnswer(IssuedKey, { status: 201 })
  async rotate(
    @Param('name') name: string,
    @Param('id') id: string,
    @ZodBody(RotateKey) { overlapMin }: z.infer<typeof RotateKey>,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<IssuedKey> {
    await this.refuseBeyond(name, caller);
    return this.sources.rotate(name, id, overlapMin, actor);
  }

  private async refuseBeyond(name: string, caller: Caller): Promise<void> {
    const source = await this.sources.get(name);
    // the called service reports an unknown source
    if (source !== null) await this.halls.assertWithin(caller, source);
  }
}
