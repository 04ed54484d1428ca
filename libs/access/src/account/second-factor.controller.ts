import {
  RecoveryCodes,
  SecondFactorBegin,
  SecondFactorRemoval,
  SecondFactorSecret,
  SecondFactorState,
  SecondStep,
  type Caller,
} from '@cockpit/contracts';
import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { notFound, SETTINGS, ZodAnswer, ZodBody, type Settings } from '@cockpit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../audit';
import { Allow, BeforePasswordChange, CurrentActor, CurrentCaller, SelfAudited, PEOPLE } from '../guard/decorators';
import { SecondFactors } from '../second-factor/second-factors';
import { Entrance } from '../session/entrance';
import { Users, type Account } from '../users';
import { OwnPasswordTries } from './own-password';
import { personOf } from './person';

/**
 * Sets up, shows and removes a person's own second factor. Each change ends every session and starts a new one for this
 * request.
 */
@Controller('v1/account/second-factor')
@Allow(...PEOPLE)
@BeforePasswordChange()
@SelfAudited()
export class SecondFactorController {
  constructor(
    private readonly users: Users,
    private readonly secondFactors: SecondFactors,
    private readonly entrance: Entrance,
    private readonly tries: OwnPasswordTries,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @ZodAnswer(SecondFactorState)
  async state(@CurrentCaller() caller: Caller): Promise<SecondFactorState> {
    const { user } = await this.accountOf(caller);
    return {
      since: user.secondFactorSince,
      recoveryCodesLeft: user.secondFactorSince === null ? 0 : await this.secondFactors.recoveryCodesLeft(user.id),
      required: this.settings.secondFactorFor.includes(user.role),
    };
  }

  /** Returns the secret; it is shown only once. */
  @Post()
  @ZodAnswer(SecondFactorSecret)
  async begin(
    @ZodBody(SecondFactorBegin) { password }: SecondFactorBegin,
    @CurrentCaller() caller: Caller,
  ): Promise<SecondFactorSecret> {
    const user = await this.confirmed(caller, password);
    return this.secondFactors.begin({ user });
  }

  /** @returns ten recovery codes, shown only once */
  @Post('confirm')
  @ZodAnswer(RecoveryCodes)
  async confirm(
    @ZodBody(SecondStep) { code }: SecondStep,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodes> {
    const { recoveryCodes, ...account } = await this.secondFactors.confirm(await this.accountOf(caller), code, actor);
    await this.entrance.renew(account, request, reply);
    return { recoveryCodes };
  }

  @Post('remove')
  @HttpCode(204)
  async remove(
    @ZodBody(SecondFactorRemoval) { password, code }: SecondFactorRemoval,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const user = await this.confirmed(caller, password);
    await this.secondFactors.redeem(user, code, actor);
    const account = await this.secondFactors.remove(user.name, actor);
    await this.entrance.renew(account, request, reply);
  }

  @Post('recovery-codes')
  @ZodAnswer(RecoveryCodes)
  async recoveryCodes(
    @ZodBody(SecondFactorRemoval) { password, code }: SecondFactorRemoval,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<RecoveryCodes> {
    const user = await this.confirmed(caller, password);
    await this.secondFactors.redeem(user, code, actor);
    return this.secondFactors.renewRecovery(user, actor);
  }

  private confirmed(caller: Caller, password: string): Promise<Account['user']> {
    const id = personOf(caller);
    return this.tries.counted(id, () => this.users.confirmPassword(id, password));
  }

  private async accountOf(caller: Caller): Promise<Account> {
    const account = await this.users.byId(personOf(caller));
    if (account === null) throw notFound('unknown-user', 'this account is gone');
    return account;
  }
}
