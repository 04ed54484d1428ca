import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { compareEntryIds } from '@cockpit/log';
import { REDIS, SETTINGS, createRedis, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { liveKeys } from '../keys';

export interface Update {
  /** id of the Redis stream, and of the event stream's message */
  id: string;
  /** LiveHall as JSON, on one line */
  snapshot: string;
}
export type Listener = (update: Update) => void;

/** One reader per hall and process, however many screens watch it. */
@Injectable()
export class StreamHub implements BeforeApplicationShutdown {
  private readonly followers = new Map<string, Follower>();
  private readonly ends = new Set<() => void>();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  /**
   * Delivers what was published after `after` and is still kept, then everything new; without `after` the latest snapshot
   * first. Each update is delivered once and in order.
   * @returns how to stop
   */
  async subscribe(hall: string, after: string | null, listener: Listener): Promise<() => void> {
    let follower = this.followers.get(hall);
    if (follower === undefined) {
      follower = new Follower(createRedis(this.settings, 'blocking'), liveKeys(hall).updates);
      this.followers.set(hall, follower);
    }
    const current = follower;
    let last = after ?? '0-0';
    let held: Update[] | null = [];
    const deliver = (update: Update): void => {
      if (held !== null) held.push(update);
      else if (compareEntryIds(update.id, last) > 0) {
        last = update.id;
        listener(update);
      }
    };
    current.listeners.add(deliver);
    const leave = (): void => {
      current.listeners.delete(deliver);
      if (current.listeners.size > 0 || this.followers.get(hall) !== current) return;
      this.followers.delete(hall);
      current.stop();
    };
    try {
      const missed = await this.missed(hall, after);
      const caughtUp = [...missed, ...held];
      held = null;
      caughtUp.forEach(deliver);
      return leave;
    } catch (error) {
      // nobody would ever take away what is held back for one who was refused
      leave();
      throw error;
    }
  }

  /** Told when the process ends: open streams would keep it from ending. */
  onEnd(end: () => void): () => void {
    this.ends.add(end);
    return () => this.ends.delete(end);
  }

  beforeApplicationShutdown(): void {
    for (const end of this.ends) end();
    for (const follower of this.followers.values()) follower.stop();
    this.followers.clear();
  }

  private async missed(hall: string, after: string | null): Promise<Update[]> {
    const key = liveKeys(hall).updates;
    const rows =
      after === null
        ? await this.redis.xrevrange(key, '+', '-', 'COUNT', 1)
        : await this.redis.xrange(key, `(${after}`, '+');
    return rows.map(toUpdate);
  }
}

class Follower {
  readonly listeners = new Set<Listener>();
  private readonly end = new AbortController();

  constructor(
    private readonly redis: Redis,
    private readonly key: string,
  ) {
    void this.run();
  }

  stop(): void {
    this.end.abort();
    this.redis.disconnect();
  }

  private ended(): boolean {
    return this.end.signal.aborted;
  }

  private async run(): Promise<void> {
    let last = '$';
    while (!this.ended()) {
      try {
        const answer = await this.redis.xread('COUNT', 32, 'BLOCK', 5000, 'STREAMS', this.key, last);
        for (const row of answer?.[0]?.[1] ?? []) {
          const update = toUpdate(row);
          last = update.id;
          for (const listener of this.listeners) listener(update);
        }
      } catch (error) {
        if (this.ended()) return;
        new Logger('live').warn({ stream: this.key, err: error }, 'live stream interrupted');
        await sleep(500);
      }
    }
  }
}

function toUpdate([id, fields]: [string, string[]]): Update {
  return { id, snapshot: fields[fields.indexOf('live') + 1] ?? '{}' };
}
