import { Inject, Injectable } from '@nestjs/common';
import { NetworkPulse } from '@cockpit/contracts';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { NETWORK_KEY } from '../keys';

/** More halls than anybody has. */
const KEPT = 20_000;

interface CachedPulse {
  readonly json: string;
  readonly pulse: NetworkPulse | null;
}

/** How halls stand, in a line each: for those who ask of all halls at once and need no snapshot of any. */
@Injectable()
export class LivePulses {
  /** what was read last of each hall: parsed again only once it says something else */
  private readonly told = new LRUCache<string, CachedPulse>({ max: KEPT });

  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /** By hall, as they were said: see `agedPulse`. Halls nobody has heard of are left out. */
  async read(halls: readonly string[]): Promise<Map<string, NetworkPulse>> {
    if (halls.length === 0) return new Map();
    const told = await this.redis.hmget(NETWORK_KEY, ...halls);
    return new Map(
      halls.flatMap((hall, i) => {
        const pulse = this.pulseIn(hall, told[i] ?? null);
        return pulse === null ? [] : [[hall, pulse] as const];
      }),
    );
  }

  /** Written by a process of another version it says nothing, until it speaks again. */
  private pulseIn(hall: string, json: string | null): NetworkPulse | null {
    if (json === null) return null;
    const known = this.told.get(hall);
    if (known?.json === json) return known.pulse;
    const pulse = NetworkPulse.safeParse(JSON.parse(json)).data ?? null;
    this.told.set(hall, { json, pulse });
    return pulse;
  }
}
