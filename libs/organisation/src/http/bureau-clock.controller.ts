import { BureauTime } from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Allow, PEOPLE } from '@cockpit/access';
import { ZodAnswer } from '@cockpit/platform';
import { BureauClock } from '../bureau-clock';

@Controller('v1/bureau-clock')
@Allow(...PEOPLE)
export class BureauClockController {
  constructor(private readonly clock: BureauClock) {}

  @Get()
  @ApiOperation({
    summary: 'What time it is for what belongs to no hall: the wall clock, in a demonstration the time of its halls',
  })
  @ZodAnswer(BureauTime)
  async read(): Promise<BureauTime> {
    const { now, ...rest } = await this.clock.read();
    return { now: new Date(now).toISOString(), ...rest };
  }
}
