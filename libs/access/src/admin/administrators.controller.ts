import { AdministratorsChange, AdministratorsState, type Caller } from '@cockpit/contracts';
import { ZodAnswer, ZodBody } from '@cockpit/platform';
import { Controller, Get, Put } from '@nestjs/common';
import type { Actor } from '../audit';
import { Administers, CurrentActor, CurrentCaller, SelfAudited } from '../guard/decorators';
import { assertEveryHall } from '../guard/scope';
import { Administrators } from '../administrators/administrators';

/** Separation of the system, security and audit administrators. */
@Controller('v1/administrators')
@Administers('security')
@SelfAudited()
export class AdministratorsController {
  constructor(private readonly administrators: Administrators) {}

  @Get()
  @Administers('system', 'security', 'audit')
  @ZodAnswer(AdministratorsState)
  state(): Promise<AdministratorsState> {
    return this.administrators.state();
  }

  @Put()
  @ZodAnswer(AdministratorsState)
  async apart(
    @ZodBody(AdministratorsChange) { why }: AdministratorsChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<AdministratorsState> {
    assertEveryHall(caller);
    return this.administrators.tellApart(why, actor);
  }
}
