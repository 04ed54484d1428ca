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
  /** read after this entry; `0-0` for everything in the log */
  from: string;
  signal: AbortSignal;
  /** entries per batch; an entry is one request's events, up to 1,000 */
  count?: number;
  /** timeout after which an empty batch is returned, ms; 0 waits without limit */
  waitMs?: number;
  /** Called before the next batch when entries after `after` were trimmed; an exception ends the tail. */
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

/** Durable positions of the consumers. */
@Injectable()
export class LogPositions {
  private readonly redis: AdvancingRedis;

  constructor(@Inject(REDIS) redis: Redis) {
    redis.defineCommand('cockpitAdvance', { numberOfKeys: 2, lua: ADVANCE_SCRIPT });
    redis.defineCommand('cockpitBeat', { numberOfKeys: 1, lua: BEAT_SCRIPT });
    this.redis = redis as AdvancingRedis;
  }

  /** the last entry that a consumer has processed, or the start of the log */
  async read(consumer: string, partition: number): Promise<string> {
    return (await this.redis.hget(positionsKey(partition), consumer)) ?? LOG_START;
  }

  /**
   * Marks everything up to `entryId` as processed and trims what all consumers have processed. Idempotent.
   * @param stored only from the writer: events by source now in ClickHouse, taken off the backlog in the same step
   * @param from expected position of this consumer; without it, any
   * @throws when the position differs: another process has taken over, and would count the events a second time
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

  /** Marks the consumer as alive without moving it, so that the log keeps its entries. */
  async beat(consumer: string, partition: number): Promise<void> {
    await this.redis.cockpitBeat(positionsKey(partition), consumer);
  }
}

/** Reads the log; each tail has its own connection because it blocks. */
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

  /**
   * Marks a consumer as alive until the signal aborts; its position does not move in a quiet night or during a long
   * rebuild.
   */
  async keepBeating(consumer: string, partition: number, signal: AbortSignal, everyMs = BEAT_MS): Promise<void> {
    const isOn = (): Promise<boolean> => sleep(everyMs, true, { signal, ref: false }).catch(() => false);
    while (await isOn())
      await this.positions.beat(consumer, partition).catch((error: unknown) => {
        this.logger.warn({ consumer, partition, err: error }, 'a consumer could not say that it is there');
      });
  }

  /** Yields batches of entries in order until the signal aborts. */
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
        // checked after reading, so that entries trimmed before the read are noticed now
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

  /** entries after `from` that exist now, without waiting */
  async pending(partition: number, from: string, count: number): Promise<LogEntry[]> {
    const rows = await this.redis.xrange(streamKey(partition), `(${from}`, '+', 'COUNT', count);
    return rows.map(([entryId, fields]) => ({ entryId, events: parseEvents(fields) }));
  }

  /** State of a consumer: whether entries wait, and its position. */
  async workState(consumer: string, partition: number): Promise<WorkState> {
    const mark = await this.positions.read(consumer, partition);
    return { waiting: (await this.redis.xrange(streamKey(partition), `(${mark}`, '+', 'COUNT', 1)).length > 0, mark };
  }

  /** whether entries after `from` may have been trimmed; the consumer must then rebuild from ClickHouse */
  async hasGap(partition: number, from: string): Promise<boolean> {
    return isGone(await this.redis.cockpitExtent(streamKey(partition)), from);
  }
}

type Extent = Awaited<ReturnType<MeasuringRedis['cockpitExtent']>>;

/** A consumer's last entry is kept in the stream, so a stream that begins after it has lost entries. */
function isGone([added, length, lastId = '', firstId = '']: Extent, after: string): boolean {
  if (added === undefined || added === length || compareEntryIds(lastId, after) <= 0) return false;
  return firstId === '' || compareEntryIds(firstId, after) > 0;
}

function measuring(redis: Redis): MeasuringRedis {
  redis.defineCommand('cockpitExtent', { numberOfKeys: 1, lua: EXTENT_SCRIPT });
  return redis as MeasuringRedis;
}

/**
 * Resolves with null when the signal aborts. A connection that is disconnected while reconnecting never answers its
 * pending commands, and the caller would never release its lease.
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
