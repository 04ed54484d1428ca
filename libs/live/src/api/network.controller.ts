import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, OnTheWall } from '@cockpit/access';
import { Ground, Network, NetworkWall, type Caller } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { CLOCK, ZodAnswer, type Clock } from '@cockpit/platform';
import { GroundFile } from './ground-file';
import { LivePulses } from './live-pulses';
import { networkOf } from './network';
import { NetworkWalls } from './network-walls';

/** One map of the bureau: every place in the caller's scope and how it stands. A screen may be paired with a place above halls. */
@Controller('v1/network')
@OnTheWall()
@ApiTags('live')
export class NetworkController {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly pulses: LivePulses,
    private readonly groundFile: GroundFile,
    private readonly walls: NetworkWalls,
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

  @Get('wall')
  @ApiOperation({
    summary: "Halls by trouble, the worst with what their own walls say, and the red warnings: a command centre's wall",
  })
  @ZodAnswer(NetworkWall)
  wall(@CurrentCaller() caller: Caller): Promise<NetworkWall> {
    return this.walls.read(caller);
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
