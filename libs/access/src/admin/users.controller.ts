import {
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
import { Administers, CurrentActor, SelfAudited } from '../guard/decorators';
import { HallDirectory } from '../hall-directory';
import { SecondFactors } from '../second-factor/second-factors';
import { Sessions } from '../sessions';
import { Users } from '../users';
import type { Listed } from './listed';

/** People who sign in: what they may, and where they are signed in. */
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
  async list(): Promise<Listed<UserRecord>> {
    return { items: await this.users.list(), next: null };
  }

  @Post()
  @ZodAnswer(CreatedUser, { status: 201 })
  async add(@ZodBody(NewUser) wanted: NewUser, @CurrentActor() actor: Actor): Promise<CreatedUser> {
    await this.halls.refuseUnknown(wanted.halls);
    return this.users.add(wanted, actor);
  }

  @Put(':name')
  @ZodAnswer(UserRecord)
  async edit(
    @Param('name') name: string,
    @ZodBody(UserChange) wanted: UserChange,
    @CurrentActor() actor: Actor,
  ): Promise<UserRecord> {
    await this.halls.refuseUnknown(wanted.halls);
    return this.users.edit(name, wanted, actor);
  }

  @Post(':name/disable')
  @HttpCode(200)
  @ZodAnswer(UserRecord)
  disable(
    @Param('name') name: string,
    @ZodBody(UserStep) { why }: UserStep,
    @CurrentActor() actor: Actor,
  ): Promise<UserRecord> {
    return this.users.disable(name, actor, why);
  }

  @Post(':name/enable')
  @HttpCode(200)
  @ZodAnswer(UserRecord)
  enable(
    @Param('name') name: string,
    @ZodBody(UserStep) { why }: UserStep,
    @CurrentActor() actor: Actor,
  ): Promise<UserRecord> {
    return this.users.enable(name, actor, why);
  }

  @Post(':name/password')
  @HttpCode(200)
  @ZodAnswer(CreatedUser)
  password(
    @Param('name') name: string,
    @ZodBody(NewPassword) { password, why }: NewPassword,
    @CurrentActor() actor: Actor,
  ): Promise<CreatedUser> {
    return this.users.setPassword(name, password, actor, why);
  }

  /** Somebody has lost their authenticator. Whoever has one of their own takes it away with a code of it, on `/account`. */
  @Post(':name/second-factor/reset')
  @HttpCode(200)
  @ZodAnswer(UserRecord)
  async resetSecondFactor(
    @Param('name') name: string,
    @ZodBody(SecondFactorReset) { why }: SecondFactorReset,
    @CurrentActor() actor: Actor,
  ): Promise<UserRecord> {
    const { id } = await this.users.byName(name);
    if (actor.kind === 'user' && actor.id === id)
      throw conflict(
        'own-second-factor',
        'take away your own with a code of it: POST /v1/account/second-factor/remove',
      );
    return (await this.secondFactors.remove(name, actor, why)).user;
  }

  @Get(':name/sessions')
  @ZodAnswer(page(SessionRecord))
  async sessionsOf(@Param('name') name: string): Promise<Listed<SessionRecord>> {
    const { id } = await this.users.byName(name);
    return { items: await this.sessions.list(id), next: null };
  }

  @Delete(':name/sessions/:id')
  @HttpCode(204)
  async endSession(
    @Param('name') name: string,
    @Param('id') session: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const user = await this.users.byName(name);
    if ((await this.sessions.end(user.id, ({ id }) => id === session)) === 0)
      throw notFound('unknown-session', `"${user.name}" has no such session`);
    await this.audit.record({ actor, action: 'session.end', target: `user/${user.name}`, after: { session } });
  }
}
