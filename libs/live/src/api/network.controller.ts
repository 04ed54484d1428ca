import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller } from '@cockpit/access';
import { Ground, Network, type Caller } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { CLOCK, ZodAnswer, type Clock } from '@cockpit/platform';
import { GroundFile } from './ground-file';
import { LivePulses } from './live-pulses';
import { networkOf } from './network';

/** One map of the bureau: every place in the caller's scope and how it stands. */
@Controller('v1/network')
@ApiTags('live')
export class NetworkController {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly pulses: LivePulses,
    private readonly groundFile: GroundFile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Bureau, halls and extension points with load and freshness; ask every ten seconds' })
  @ZodAnswer(Network)
  async network(@CurrentCaller() caller: Caller): Promise<Network> {
    const [doc, now] = [await this.organisation.export(), this.clock.now()];
    const codes = doc.halls.map(({ code }) => code);
    return networkOf(doc, await this.pulses.read(codes), caller.halls, now);
  }

  @Get('ground')
  @ApiOperation({
    summary: "What lies beneath the places: outline, water and roads of the organisation's own map file",
  })
  @ZodAnswer(Ground)
  ground(): Promise<Ground> {
    return this.groundFile.read();
  }
}
