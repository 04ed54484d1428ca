import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { LoggedEvent } from '@cockpit/contracts';
import { REDIS, SETTINGS, createRedis, writableJson, type Settings, type WorkState } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { compareEntryIds, positionsKey, streamKey } from './keys';
import { ADVANCE_SCRIPT, BEAT_MS, BEAT_SCRIPT, EXTENT_SCRIPT } from './scripts';

export interface LogEntry {
  entryId: string;
  events: LoggedEvent[];
}

export interface TailOptions {
  partition: number;
  /** read after this entry; `0-0` for everything the log still holds */
  from: string;
  signal: AbortSignal;
  /** entries at a time; an entry is what one request brought, up to 1,000 events */
  count?: number;
  /** how long to wait for more before an empty batch is handed out, ms; 0 waits until there is something */
  waitMs?: number;
  /** Entries between `after` and the next batch were trimmed away. Called before that batch is handed out; what it throws ends the tail. */
  onGap: (after: string) => void;
}

interface AdvancingRedis extends Redis {
  cockpitAdvance(
    positions: string,
    stream: string,
    consumer: string,
    entryId: string,
    from: string,
    ...stored: (string | number)[]
  ): Promise<string>;
  cockpitBeat(positions: string, consumer: string): Promise<null>;
}

interface MeasuringRedis extends Redis {
  cockpitExtent(stream: string): Promise<[added: number, length: number, lastId: string, firstId: string] | []>;
}

export const LOG_START = '0-0';
const BLOCK_MS = 1000;

/** How far each consumer has come, durable. */
@Injectable()
export class LogPositions {
  private readonly redis: AdvancingRedis;

  constructor(@Inject(REDIS) redis: Redis) {
    redis.defineCommand('cockpitAdvance', { numberOfKeys: 2, lua: ADVANCE_SCRIPT });
    redis.defineCommand('cockpitBeat', { numberOfKeys: 1, lua: BEAT_SCRIPT });
    this.redis = redis as AdvancingRedis;
  }

  /** the last entry a consumer has behind it, or the start of the log */
  async read(consumer: string, partition: number): Promise<string> {
    return (await this.redis.hget(positionsKey(partition), consumer)) ?? LOG_START;
  }

  /**
   * Everything up to `entryId` is done with; what all consumers have done with is trimmed away. Saying it twice counts once.
   * @param stored the writer's only: events by source now in ClickHouse, taken off the backlog in the same step
   * @param from where this consumer believes it stands; without it, wherever it stands
   * @throws when it stands elsewhere: somebody else has gone on in its place, and its count would be a second one
   */
  async save(
    consumer: string,
    partition: number,
    entryId: string,
    stored: ReadonlyMap<string, number> = new Map(),
    from = '',
  ): Promise<void> {
    const answer = await this.redis.cockpitAdvance(
      positionsKey(partition),
      streamKey(partition),
      consumer,
      entryId,
      from,
      ...[...stored].flat(),
    );
    if (answer === 'overtaken')
      throw new Error(
        `${consumer} no longer stands at ${from} in partition ${String(partition)}: somebody else went on`,
      );
  }

  /** The consumer is there, wherever it stands: the log goes on being kept for it. */
  async beat(consumer: string, partition: number): Promise<void> {
    await this.redis.cockpitBeat(positionsKey(partition), consumer);
  }
}

/** Reads the log, each tail on a connection of its own because it blocks. */
@Injectable()
export class LogReader {
  private readonly logger = new Logger('log');
  private readonly redis: MeasuringRedis;

  constructor(
    @Inject(REDIS) redis: Redis,
    @Inject(SETTINGS) private readonly settings: Settings,
    readonly positions: LogPositions,
  ) {
    this.redis = measuring(redis);
  }

  saveConsumerPosition(consumer: string, partition: number, entryId: string): Promise<void> {
    return this.positions.save(consumer, partition, entryId);
  }

  /** Keeps the log for a consumer until the signal aborts: in a quiet night it does not move, and during a long rebuild it cannot. */
  async keepBeating(consumer: string, partition: number, signal: AbortSignal, everyMs = BEAT_MS): Promise<void> {
    const isOn = (): Promise<boolean> => sleep(everyMs, true, { signal, ref: false }).catch(() => false);
    while (await isOn())
      await this.positions.beat(consumer, partition).catch((error: unknown) => {
        this.logger.warn({ consumer, partition, err: error }, 'a consumer could not say that it is there');
      });
  }

  /** Batches of entries in order, without end until the signal aborts. */
  async *tail({ partition, from, signal, count = 64, waitMs = 0, onGap }: TailOptions): AsyncGenerator<LogEntry[]> {
    const redis = measuring(createRedis(this.settings, 'blocking'));
    const key = streamKey(partition);
    const blockMs = Math.max(1, waitMs === 0 ? BLOCK_MS : waitMs);
    const stop = (): void => {
      redis.disconnect();
    };
    signal.addEventListener('abort', stop, { once: true });
    let last = from;
    try {
      while (!signal.aborted) {
        const answer = await until(signal, redis.xread('COUNT', count, 'BLOCK', blockMs, 'STREAMS', key, last));
        const entries = (answer?.[0]?.[1] ?? []).map(([entryId, fields]) => ({ entryId, events: parseEvents(fields) }));
        // Asked after reading: whatever was trimmed before these entries were read is seen now.
        const extent = entries.length === 0 ? null : await until(signal, redis.cockpitExtent(key));
        if (extent !== null && isGone(extent, last)) onGap(last);
        last = entries.at(-1)?.entryId ?? last;
        if (entries.length > 0 || waitMs > 0) yield entries;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      redis.disconnect();
    }
  }

  /** entries after `from` that are there now, without waiting */
  async pending(partition: number, from: string, count: number): Promise<LogEntry[]> {
    const rows = await this.redis.xrange(streamKey(partition), `(${from}`, '+', 'COUNT', count);
    return rows.map(([entryId, fields]) => ({ entryId, events: parseEvents(fields) }));
  }

  /** How a consumer stands: whether entries lie before it, and where it is. */
  async workState(consumer: string, partition: number): Promise<WorkState> {
    const mark = await this.positions.read(consumer, partition);
    return { waiting: (await this.redis.xrange(streamKey(partition), `(${mark}`, '+', 'COUNT', 1)).length > 0, mark };
  }

  /** whether entries after `from` may have been trimmed away: then a consumer must rebuild from ClickHouse */
  async hasGap(partition: number, from: string): Promise<boolean> {
    return isGone(await this.redis.cockpitExtent(streamKey(partition)), from);
  }
}

type Extent = Awaited<ReturnType<MeasuringRedis['cockpitExtent']>>;

/** The entry at which a consumer stands is kept with those after it: where the stream begins behind that, something is missing. */
function isGone([added, length, lastId = '', firstId = '']: Extent, after: string): boolean {
  if (added === undefined || added === length || compareEntryIds(lastId, after) <= 0) return false;
  return firstId === '' || compareEntryIds(firstId, after) > 0;
}

function measuring(redis: Redis): MeasuringRedis {
  redis.defineCommand('cockpitExtent', { numberOfKeys: 1, lua: EXTENT_SCRIPT });
  return redis as MeasuringRedis;
}

/**
 * Ends with the signal whatever the connection does, answering null: one that is told to disconnect while it waits to reconnect gives its
 * waiting commands no answer any more, and whoever held a lease on this log would never let go of it.
 */
function until<T>(signal: AbortSignal, command: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      resolve(null);
    };
    signal.addEventListener('abort', end, { once: true });
    command.then(
      (answer) => {
        signal.removeEventListener('abort', end);
        resolve(answer);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', end);
        if (signal.aborted) resolve(null);
        else reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}

function parseEvents(fields: readonly string[]): LoggedEvent[] {
  const at = fields.indexOf('b');
  return at === -1 ? [] : (writableJson(fields[at + 1] ?? '[]') as LoggedEvent[]);
}
