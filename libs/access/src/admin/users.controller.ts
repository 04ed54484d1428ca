import {
  type Caller,
  CreatedUser,
  NewPassword,
  NewUser,
  page,
  SecondFactorReset,
  SessionRecord,
  UserChange,
  UserRecord,
  UserStep,
} from '@cockpit/contracts';
import { Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { conflict, notFound, ZodAnswer, ZodBody } from '@cockpit/platform';
import { AuditLog, type Actor } from '../audit';
import { Administers, CurrentActor, CurrentCaller, SelfAudited } from '../guard/decorators';
import { HallDirectory } from '../hall-directory';
import { SecondFactors } from '../second-factor/second-factors';
import { Sessions } from '../sessions';
import { Users } from '../users';
import type { Listed } from './listed';

/** User accounts: rights and sessions. */
@Controller('v1/users')
@Administers('security')
@SelfAudited()
export class UsersController {
  constructor(
    private readonly users: Users,
    private readonly halls: HallDirectory,
    private readonly sessions: Sessions,
    private readonly secondFactors: SecondFactors,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @ZodAnswer(page(UserRecord))
  async list(@CurrentCaller() caller: Caller): Promise<Listed<UserRecord>> {
    return { items: await this.halls.within(caller, await this.users.list()), next: null };
  }

  @Post()
  @ZodAnswer(CreatedUser, { status: 201 })
  async add(
    @ZodBody(NewUser) input: NewUser,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<CreatedUser> {
    await this.halls.refuseUnknown(input.halls);
    await this.halls.assertWithin(caller, input);
    return this.users.add(input, actor);
  }

  @Put(':name')
  @ZodAnswer(UserRecord)
  async edit(
    @Param('name') name: string,
    @ZodBody(UserChange) change: UserChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<UserRecord> {
    await this.halls.refuseUnknown(change.halls);
    await this.within(name, caller);
    await this.halls.assertWithin(caller, change);
    return this.users.edit(name, change, actor);
  }

  @Post(':name/disable')
  @ZodAnswer(UserRecord)
  async disable(
    @Param('name') name: string,
    @ZodBody(UserStep) { why }: UserStep,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<UserRecord> {
    await this.within(name, caller);
    return this.users.disable(name, actor, why);
  }

  @Post(':name/enable')
  @ZodAnswer(UserRecord)
  async enable(
    @Param('name') name: string,
    @ZodBody(UserStep) { why }: UserStep,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<UserRecord> {
    await this.within(name, caller);
    return this.users.enable(name, actor, why);
  }

  @Post(':name/password')
  @ZodAnswer(CreatedUser)
  async password(
    @Param('name') name: string,
    @ZodBody(NewPassword) { password, why }: NewPassword,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<CreatedUser> {
    await this.within(name, caller);
    return this.users.setPassword(name, password, actor, why);
  }

  /** For a lost authenticator. A person who has theirs removes it with a code on `/account`. */
  @Post(':name/second-factor/reset')
  @ZodAnswer(UserRecord)
  async resetSecondFactor(
    @Param('name') name: string,
    @ZodBody(SecondFactorReset) { why }: SecondFactorReset,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<UserRecord> {
    const { id } = await this.within(name, caller);
    if (actor.kind === 'user' && actor.id === id)
      throw conflict(
        'own-second-factor',
        'take away your own with a code of it: POST /v1/account/second-factor/remove',
      );
    return (await this.secondFactors.remove(name, actor, why)).user;
  }

  @Get(':name/sessions')
  @ZodAnswer(page(SessionRecord))
  async sessionsOf(@Param('name') name: string, @CurrentCaller() caller: Caller): Promise<Listed<SessionRecord>> {
    const { id } = await this.within(name, caller);
    return { items: await this.sessions.list(id), next: null };
  }

  @Delete(':name/sessions/:id')
  @HttpCode(204)
  async endSession(
    @Param('name') name: string,
    @Param('id') session: string,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const user = await this.within(name, caller);
    if ((await this.sessions.end(user.id, ({ id }) => id === session)) === 0)
      throw notFound('unknown-session', `"${user.name}" has no such session`);
    await this.audit.record({ actor, action: 'session.end', target: `user/${user.name}`, after: { session } });
  }

  /** @throws AppError 404 `unknown-user`, 403 `hall-out-of-scope` when the user's rights exceed the caller's */
  private async within(name: string, caller: Caller): Promise<UserRecord> {
    const user = await this.users.byName(name);
    await this.halls.assertWithin(caller, user);
    return user;
  }
}
