import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';

const key = (source: string): string => `source:${source}:tally`;

export interface Tally { received: number; accepted: number; rejected: number; lastEventAt: number | null; lastReceivedAt: number | null; clockSkewMs: number | null }

const ADD_SCRIPT = `
for i = 1, 3 do
  if ARGV[i] ~= '0' then redis.call('HINCRBY', KEYS[1], ({'received', 'accepted', 'rejected'})[i], ARGV[i]) end
end
if ARGV[4] ~= '' then
  local last = tonumber(redis.call('HGET', KEYS[1], 'lastEventAt') or '-1e300')
  if tonumber(ARGV[4]) > last then redis.call('HSET', KEYS[1], 'lastEventAt', ARGV[4]) end
  redis.call('HSET', KEYS[1], 'skew', ARGV[5])
end
redis.call('HSET', KEYS[1], 'lastReceivedAt', ARGV[6])
`;

interface TallyRedis extends Redis {
  cockpitTally(key: string, ...args: (string | number)[]): Promise<null>;
}

/** What each source brought: counted when it was answered, so the numbers are of promises given. */
@Injectable()
export class Tallies {
  private readonly redis: TallyRedis;

  constructor(@Inject(REDIS) redis: Redis) {
    redis.defineCommand('cockpitTally', { numberOfKeys: 1, lua: ADD_SCRIPT });
    this.redis = redis as TallyRedis;
  }

  /** @param newest latest event time among the accepted, epoch ms, or null when none was accepted */
  async add(source: string, counts: { received: number; accepted: number; rejected: number }, newest: number | null, now: number): Promise<void> {
    await this.redis.cockpitTally(
      key(source), counts.received, counts.accepted, counts.rejected, newest ?? '', newest === null ? '' : newest - now, now,
    );
  }

  async of(source: string): Promise<Tally> {
    const fields = await this.redis.hgetall(key(source));
    const number = (name: string): number | null => (fields[name] === undefined ? null : Number(fields[name]));
    return {
      received: number('received') ?? 0, accepted: number('accepted') ?? 0, rejected: number('rejected') ?? 0,
      lastEventAt: number('lastEventAt'), lastReceivedAt: number('lastReceivedAt'), clockSkewMs: number('skew'),
    };
  }
}
