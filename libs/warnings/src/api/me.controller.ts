import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MyWarnings, type Caller } from '@cockpit/contracts';
import { CurrentCaller } from '@cockpit/access';
import { ZodAnswer } from '@cockpit/platform';
import { Seats } from './seats';

/** What is meant for the one who asks. */
@Controller('v1/me')
@ApiTags('warnings')
export class MeController {
  constructor(private readonly seats: Seats) {}

  @Get('warnings')
  @ApiOperation({ summary: 'Where the calling officer sits now, and the warnings about it' })
  @ZodAnswer(MyWarnings)
  mine(@CurrentCaller() caller: Caller): Promise<MyWarnings> {
    return this.seats.find(caller);
  }
}
