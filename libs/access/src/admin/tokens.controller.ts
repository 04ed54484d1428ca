import { CreatedToken, isAdministration, NewToken, page, TokenRecord } from '@cockpit/contracts';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { conflict, ZodAnswer, ZodBody } from '@cockpit/platform';
import { Administrators } from '../administrators/administrators';
import type { Actor } from '../audit';
import { Administers, CurrentActor, SelfAudited } from '../guard/decorators';
import { HallDirectory } from '../hall-directory';
import { Tokens } from '../tokens';
import type { Listed } from './listed';

@Controller('v1/tokens')
@Administers('security')
@SelfAudited()
export class TokensController {
  constructor(
    private readonly tokens: Tokens,
    private readonly halls: HallDirectory,
    private readonly administrators: Administrators,
  ) {}

  @Get()
  @ZodAnswer(page(TokenRecord))
  async list(): Promise<Listed<TokenRecord>> {
    return { items: await this.tokens.list(), next: null };
  }

  @Post()
  @ZodAnswer(CreatedToken, { status: 201 })
  async add(@ZodBody(NewToken) wanted: NewToken, @CurrentActor() actor: Actor): Promise<CreatedToken> {
    await this.halls.refuseUnknown(wanted.halls);
    if (isAdministration(wanted.role) && (await this.administrators.areApart()))
      throw conflict(
        'token-of-administration',
        `a token with the role ${wanted.role} would be a second administration`,
      );
    return this.tokens.add(wanted, actor);
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @ZodAnswer(TokenRecord)
  revoke(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<TokenRecord> {
    return this.tokens.revoke(id, actor);
  }
}
