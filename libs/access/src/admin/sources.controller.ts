import { CreatedSource, IssuedKey, KeyRecord, NewKey, NewSource, RotateKey } from '@cockpit/contracts';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ZodAnswer, ZodBody } from '@cockpit/platform';
import type { z } from 'zod';
import type { Actor } from '../audit';
import { Administers, Allow, CurrentActor, SelfAudited } from '../guard/decorators';
import { HallDirectory } from '../hall-directory';
import { Sources } from '../sources';

/** Who may post events. Which sources there are and how they are doing is another module's answer (`GET /v1/sources`). */
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
  async create(@ZodBody(NewSource) wanted: NewSource, @CurrentActor() actor: Actor): Promise<CreatedSource> {
    await this.halls.refuseUnknown(wanted.halls);
    return this.sources.create(wanted, actor);
  }

  @Post(':name/keys')
  @Administers('security')
  @ZodAnswer(IssuedKey, { status: 201 })
  addKey(
    @Param('name') name: string,
    @ZodBody(NewKey) { expiresAt }: z.infer<typeof NewKey>,
    @CurrentActor() actor: Actor,
  ): Promise<IssuedKey> {
    return this.sources.addKey(name, expiresAt === undefined ? null : new Date(expiresAt), actor);
  }

  @Post(':name/keys/:id/revoke')
  @Administers('security')
  @HttpCode(200)
  @ZodAnswer(KeyRecord)
  revoke(@Param('name') name: string, @Param('id') id: string, @CurrentActor() actor: Actor): Promise<KeyRecord> {
    return this.sources.revoke(name, id, actor);
  }

  @Post(':name/keys/:id/rotate')
  @Administers('security')
  @ZodAnswer(IssuedKey, { status: 201 })
  rotate(
    @Param('name') name: string,
    @Param('id') id: string,
    @ZodBody(RotateKey) { overlapMin }: z.infer<typeof RotateKey>,
    @CurrentActor() actor: Actor,
  ): Promise<IssuedKey> {
    return this.sources.rotate(name, id, overlapMin, actor);
  }
}
