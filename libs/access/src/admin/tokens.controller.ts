import { type Caller, CreatedToken, isAdministration, NewToken, page, TokenRecord } from '@cockpit/contracts';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { conflict, ZodAnswer, ZodBody } from '@cockpit/platform';
import { Administrators } from '../administrators/administrators';
import type { Actor } from '../audit';
import { Administers, CurrentActor, CurrentCaller, SelfAudited } from '../guard/decorators';
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
  async list(@CurrentCaller() caller: Caller): Promise<Listed<TokenRecord>> {
    return { items: await this.halls.within(caller, await this.tokens.list()), next: null };
  }

  @Post()
  @ZodAnswer(CreatedToken, { status: 201 })
  async add(
    @ZodBody(NewToken) input: NewToken,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<CreatedToken> {
    await this.halls.refuseUnknown(input.halls);
    await this.halls.assertWithin(caller, input);
    if (isAdministration(input.role) && (await this.administrators.areApart()))
      throw conflict('token-of-administration', `a token with the role ${input.role} would be a second administration`);
    return this.tokens.add(input, actor);
  }

  @Post(':id/revoke')
  @ZodAnswer(TokenRecord)
  async revoke(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<TokenRecord> {
    const token = (await this.tokens.list()).find((candidate) => candidate.id === id);
    if (token !== undefined) await this.halls.assertWithin(caller, token);
    return this.tokens.revoke(id, actor);
  }
}
