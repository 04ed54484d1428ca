import { CreatedToken, NewToken, page, TokenRecord } from '@cockpit/contracts';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ZodAnswer, ZodBody } from '@cockpit/platform';
import type { Actor } from '../audit';
import { Allow, CurrentActor, SelfAudited } from '../guard/decorators';
import { HallDirectory } from '../hall-directory';
import { Tokens } from '../tokens';
import type { Listed } from './listed';

@Controller('v1/tokens')
@Allow('administrator')
@SelfAudited()
export class TokensController {
  constructor(
    private readonly tokens: Tokens,
    private readonly halls: HallDirectory,
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
    return this.tokens.add(wanted, actor);
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @ZodAnswer(TokenRecord)
  revoke(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<TokenRecord> {
    return this.tokens.revoke(id, actor);
  }
}
