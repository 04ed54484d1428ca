import { Inject, Injectable } from '@nestjs/common';
import type { LoggedEvent } from '@cockpit/contracts';
import { REDIS, SETTINGS, createRedis, writableJson, type Settings, type WorkState } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { compareEntryIds, positionsKey, streamKey } from './keys';
import { ADVANCE_SCRIPT } from './scripts';

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
}

type XReadAnswer = [stream: string, entries: [id: string, fields: string[]][]][] | null;

interface AdvancingRedis extends Redis {
  cockpitAdvance(
    positions: string,
    stream: string,
    consumer: string,
    entryId: string,
    from: string,
    ...stored: (string | number)[]
  ): Promise<string>;
}

export const LOG_START = '0-0';
const BLOCK_MS = 1000;

/** How far each consumer has come, durable. */
@Injectable()
export class LogPositions {
  private readonly redis: AdvancingRedis;

  constructor(@Inject(REDIS) redis: Redis) {
    redis.defineCommand('cockpitAdvance', { numberOfKeys: 2, lua: ADVANCE_SCRIPT });
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
}

/** Reads the log, each tail on a connection of its own because it blocks. */
@Injectable()
export class LogReader {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(SETTINGS) private readonly settings: Settings,
    readonly positions: LogPositions,
  ) {}

  saveConsumerPosition(consumer: string, partition: number, entryId: string): Promise<void> {
    return this.positions.save(consumer, partition, entryId);
  }

  /** Batches of entries in order, without end until the signal aborts. */
  async *tail({ partition, from, signal, count = 64, waitMs = 0 }: TailOptions): AsyncGenerator<LogEntry[]> {
    const redis = createRedis(this.settings, 'blocking');
    const stop = (): void => {
      redis.disconnect();
    };
    signal.addEventListener('abort', stop, { once: true });
    let last = from;
    try {
      while (!signal.aborted) {
        const answer = await read(redis, streamKey(partition), last, count, waitMs === 0 ? BLOCK_MS : waitMs, signal);
        const entries = (answer?.[0]?.[1] ?? []).map(([entryId, fields]) => ({ entryId, events: parseEvents(fields) }));
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
    const key = streamKey(partition);
    if ((await this.redis.exists(key)) === 0) return false;
    const info = (await this.redis.xinfo('STREAM', key)) as unknown[];
    const added = Number(info[info.indexOf('entries-added') + 1]);
    if (added === (await this.redis.xlen(key))) return false;
    const [first] = await this.redis.xrange(key, '-', '+', 'COUNT', 1);
    return first === undefined || compareEntryIds(first[0], from) > 0;
  }
}

/**
 * Ends with the signal whatever the connection does: one that is told to disconnect while it waits to reconnect gives its waiting
 * commands no answer any more, and whoever held a lease on this log would never let go of it.
 */
function read(
  redis: Redis,
  stream: string,
  from: string,
  count: number,
  blockMs: number,
  signal: AbortSignal,
): Promise<XReadAnswer> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      resolve(null);
    };
    signal.addEventListener('abort', end, { once: true });
    redis.xread('COUNT', count, 'BLOCK', Math.max(1, blockMs), 'STREAMS', stream, from).then(
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
