import { Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MyWishes, WishChange, type Caller } from '@cockpit/contracts';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody } from '@cockpit/platform';
import { PersonStore } from './person-store';

/** The caller's own notification wishes. */
@Controller('v1/me/wishes')
@Allow('administrator', 'manager', 'supervisor', 'officer', 'unit', 'guide')
@SelfAudited()
@ApiTags('notifications')
export class WishesController {
  constructor(private readonly store: PersonStore) {}

  @Get()
  @ApiOperation({ summary: 'One’s own wishes; null where no name of the roster belongs to the account' })
  @ZodAnswer(MyWishes)
  async own(@CurrentCaller() caller: Caller): Promise<MyWishes> {
    return { person: await this.store.ofCaller(caller) };
  }

  @Put()
  @ApiOperation({ summary: 'Changes one’s own wishes; what is left out stays. Addresses are the administrator’s' })
  @ZodAnswer(MyWishes)
  async change(
    @ZodBody(WishChange) change: WishChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<MyWishes> {
    return { person: await this.store.wish(change, caller, actor) };
  }
}
