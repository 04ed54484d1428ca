import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller } from '@cockpit/access';
import { Network, NetworkPulse, type Caller } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { CLOCK, REDIS, ZodAnswer, type Clock } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { NETWORK_KEY } from '../keys';
import { networkOf } from './network';

/** One map of the bureau: every place in the caller's scope and how it stands. */
@Controller('v1/network')
@ApiTags('live')
export class NetworkController {
  constructor(
    private readonly organisation: OrganisationService,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Bureau, halls and extension points with load and freshness; ask every ten seconds' })
  @ZodAnswer(Network)
  async network(@CurrentCaller() caller: Caller): Promise<Network> {
    const [doc, told] = await Promise.all([this.organisation.export(), this.redis.hgetall(NETWORK_KEY)]);
    // written by a process of another version: as if nothing were known, until it speaks again
    const pulses = Object.entries(told).flatMap(([hall, json]) => {
      const pulse = NetworkPulse.safeParse(JSON.parse(json));
      return pulse.success ? [[hall, pulse.data] as const] : [];
    });
    return networkOf(doc, new Map(pulses), caller.halls, this.clock.now());
  }
}
