import { Inject, Injectable } from '@nestjs/common';
import { hallOf, type LoggedEvent } from '@cockpit/contracts';
import { AppError, REDIS, SETTINGS, unavailable, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { APPENDED_KEY, DEPTH_KEY, STORED_KEY, partitionOf, streamKey } from './keys';
import { LogSpace } from './log-space';
import { APPEND_SCRIPT } from './scripts';

export type AppendOutcome = 'new' | 'repeat' | 'id-reused';
/** Where events go once they are validated; what it says of them is said of what is durable. */
export interface EventSink {
  append(events: readonly LoggedEvent[]): Promise<AppendOutcome[]>;
}

/** Events one script call may carry: bounds how long Redis does nothing else, and the arguments Lua can unpack. */
const CHUNK = 1000;
export const OUTCOMES: Readonly<Record<string, AppendOutcome>> = { '0': 'new', '1': 'repeat', '2': 'id-reused' };

interface AppendingRedis extends Redis {
  cockpitAppend(keyCount: number, ...args: (string | number)[]): Promise<string>;
}

/** The durable log between the door and everything behind it. */
@Injectable()
export class EventLog implements EventSink {
  private readonly redis: AppendingRedis;

  constructor(
    @Inject(REDIS) redis: Redis,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly space: LogSpace,
  ) {
    redis.defineCommand('cockpitAppend', { lua: APPEND_SCRIPT });
    this.redis = redis as AppendingRedis;
  }

  /** the partition an event lies in: events of one hall keep their order of arrival */
  partitionOf(event: LoggedEvent): number {
    return partitionOf(hallOf(event) ?? event.sourceName, this.settings.logPartitions);
  }

  /**
   * Notes the dedup key of each identity and appends what is new, in order; resolves when it is on the disk.
   * @throws {AppError} 429 with Retry-After when the source has as much waiting as is still free (so that no source alone can
   * fill the backlog), 503 when the backlog limit is reached or the log cannot be written; then some of the events may have
   * been taken, and giving all of them again is right
   */
  async append(events: readonly LoggedEvent[]): Promise<AppendOutcome[]> {
    await this.space.assert();
    const outcomes: AppendOutcome[] = [];
    for (let from = 0; from < events.length;) {
      const to = chunkEnd(events, from);
      outcomes.push(...(await this.appendChunk(events.slice(from, to))));
      from = to;
    }
    return outcomes;
  }

  /** events accepted and not yet in ClickHouse; of one source, or of all */
  async backlog(sourceName?: string): Promise<number> {
    if (sourceName === undefined) return Number((await this.redis.get(DEPTH_KEY)) ?? 0);
    const [appended, stored] = await Promise.all([
      this.redis.hget(APPENDED_KEY, sourceName),
      this.redis.hget(STORED_KEY, sourceName),
    ]);
    return Math.max(0, Number(appended ?? 0) - Number(stored ?? 0));
  }

  private async appendChunk(events: readonly LoggedEvent[]): Promise<AppendOutcome[]> {
    const [first] = events;
    if (first === undefined) return [];
    const streams = new Map<number, number>();
    const ids: string[] = [];
    const hashes: string[] = [];
    const places: number[] = [];
    const bodies: string[] = [];
    for (const event of events) {
      const partition = this.partitionOf(event);
      const place = streams.get(partition) ?? streams.size + 1;
      streams.set(partition, place);
      ids.push(event.identity);
      hashes.push(event.bodyHash);
      places.push(place);
      bodies.push(JSON.stringify(event));
    }
    const keys = [...streams.keys()].map(streamKey);
    const answer = await this.run(keys.length, [
      ...keys,
      first.sourceName,
      this.settings.backlogLimit,
      events.length,
      ...ids,
      ...hashes,
      ...places,
      ...bodies,
    ]);
    if (answer === 'memory') {
      this.space.memoryRefused();
      throw unavailable('the log is near its memory limit', 10, 'log-memory');
    }
    if (answer === 'full') throw unavailable('the backlog limit is reached', 5, 'backlog-full');
    if (answer === 'bulk') throw unavailable('an import is storing one of these events at this moment', 1, 'bulk-load');
    if (answer === 'share') {
      throw new AppError('backlog-share', 429, {
        detail: 'this source has its share of the backlog waiting',
        headers: { 'retry-after': '2' },
      });
    }
    return Array.from(answer, (digit) => OUTCOMES[digit] ?? 'new');
  }

  private async run(keyCount: number, args: (string | number)[]): Promise<string> {
    try {
      return await this.redis.cockpitAppend(keyCount, ...args);
    } catch (error) {
      // out of memory, read-only replica, connection gone: whether it was written is not known, so nothing is promised
      throw new AppError('log-unavailable', 503, {
        detail: 'the log cannot be written now',
        headers: { 'retry-after': '5' },
        cause: error,
      });
    }
  }
}

function chunkEnd(events: readonly LoggedEvent[], from: number): number {
  const source = events[from]?.sourceName;
  let to = from;
  while (to - from < CHUNK && events[to]?.sourceName === source) to++;
  return to;
}
