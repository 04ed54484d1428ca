import { setImmediate as others } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { hallOf, type LoggedEvent } from '@cockpit/contracts';
import { AppError, REDIS, SETTINGS, unavailable, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { APPENDED_KEY, DEPTH_KEY, STORED_KEY, partitionOf, streamKey } from './keys';
import { LogSpace } from './log-space';
import { APPEND_SCRIPT } from './scripts';

export type AppendOutcome = 'new' | 'repeat' | 'id-reused';
/** Where validated events go; its outcomes are durable. */
export interface EventSink {
  /** @param texts the events as JSON, if the caller has them */
  append(events: readonly LoggedEvent[], texts?: readonly string[]): Promise<AppendOutcome[]>;
}

/** Maximum number of events of one script call; limits how long Redis blocks and how many arguments Lua unpacks. */
const CHUNK = 1000;
/** maximum number of concurrent calls; requests that arrive meanwhile share the next call */
const MOST_IN_FLIGHT = 3;
export const OUTCOMES: Readonly<Record<string, AppendOutcome>> = { '0': 'new', '1': 'repeat', '2': 'id-reused' };

interface AppendingRedis extends Redis {
  cockpitAppend(keyCount: number, ...args: (string | number)[]): Promise<string[]>;
}

/** Events of one source that are accepted all or none. */
interface Request {
  events: readonly LoggedEvent[];
  texts: readonly string[];
  resolve: (outcomes: AppendOutcome[]) => void;
  reject: (error: unknown) => void;
}

/** The durable log between ingestion and everything behind it. */
@Injectable()
export class EventLog implements EventSink {
  private readonly redis: AppendingRedis;
  private readonly waiting: Request[] = [];
  private inFlight = 0;

  constructor(
    @Inject(REDIS) redis: Redis,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly space: LogSpace,
  ) {
    redis.defineCommand('cockpitAppend', { lua: APPEND_SCRIPT });
    this.redis = redis as AppendingRedis;
  }

  /** partition of an event; events of one hall keep their order of arrival */
  partitionOf(event: LoggedEvent): number {
    return partitionOf(hallOf(event) ?? event.sourceName, this.settings.logPartitions);
  }

  /**
   * Stores the dedup key of each identity and appends new events in order; resolves when they are on disk. Requests
   * that arrive during a write are written together afterwards, which saves calls and disk writes.
   * @param texts the events as JSON, if the caller has them
   * @throws {AppError} 429 with Retry-After when the source uses as much backlog as is still free (so that no source
   * fills it alone), 503 when the backlog limit is reached or the log cannot be written; some events may then be
   * stored, and the sender should send all again
   */
  async append(
    events: readonly LoggedEvent[],
    texts: readonly string[] = events.map((event) => JSON.stringify(event)),
  ): Promise<AppendOutcome[]> {
    await this.space.assert();
    const outcomes: AppendOutcome[] = [];
    for (let from = 0; from < events.length;) {
      const to = chunkEnd(events, from);
      outcomes.push(...(await this.request(events.slice(from, to), texts.slice(from, to))));
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

  private request(events: readonly LoggedEvent[], texts: readonly string[]): Promise<AppendOutcome[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ events, texts, resolve, reject });
      if (this.inFlight < MOST_IN_FLIGHT) void this.send();
    });
  }

  private async send(): Promise<void> {
    this.inFlight += 1;
    while (this.waiting.length > 0) {
      // requests read in the same event-loop turn share a call
      await others();
      const together = this.take();
      if (together.length > 0) await this.write(together);
    }
    this.inFlight -= 1;
  }

  private take(): Request[] {
    const batch: Request[] = [];
    let count = 0;
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      count += next.events.length;
      if (batch.length > 0 && count > CHUNK) break;
      batch.push(next);
      this.waiting.shift();
    }
    return batch;
  }

  private async write(requests: readonly Request[]): Promise<void> {
    try {
      const answers = await this.run(...this.call(requests));
      for (const [i, request] of requests.entries()) this.answer(request, answers[i] ?? '');
    } catch (error) {
      for (const { reject } of requests) reject(error);
    }
  }

  private call(requests: readonly Request[]): [keyCount: number, args: (string | number)[]] {
    const streams = new Map<number, number>();
    const ids: string[] = [];
    const hashes: string[] = [];
    const places: number[] = [];
    const sources: (string | number)[] = [];
    const texts: string[] = [];
    for (const { events, texts: ownTexts } of requests) {
      sources.push(events[0]?.sourceName ?? '', events.length);
      for (const [i, event] of events.entries()) {
        const partition = this.partitionOf(event);
        const place = streams.get(partition) ?? streams.size + 1;
        streams.set(partition, place);
        ids.push(event.identity);
        hashes.push(event.bodyHash);
        places.push(place);
        texts.push(ownTexts[i] ?? JSON.stringify(event));
      }
    }
    const { backlogLimit, logPartitions } = this.settings;
    const keys = [...streams.keys()].map(streamKey);
    const lists = [ids.join(','), hashes.join(','), places.join(',')];
    return [keys.length, [...keys, backlogLimit, requests.length, ...lists, ...sources, ...texts, logPartitions]];
  }

  private answer({ resolve, reject }: Request, answer: string): void {
    if (answer === 'memory') {
      this.space.memoryRefused();
      reject(unavailable('the log is near its memory limit', 10, 'log-memory'));
    } else if (answer === 'full') reject(unavailable('the backlog limit is reached', 5, 'backlog-full'));
    else if (answer === 'moving') reject(unavailable('the log is being given more partitions', 2, 'log-unavailable'));
    else if (answer === 'bulk')
      reject(unavailable('an import is storing one of these events at this moment', 1, 'bulk-load'));
    else if (answer === 'share')
      reject(
        new AppError('backlog-share', 429, {
          detail: 'this source has its share of the backlog waiting',
          headers: { 'retry-after': '2' },
        }),
      );
    else resolve(Array.from(answer, (digit) => OUTCOMES[digit] ?? 'new'));
  }

  private async run(keyCount: number, args: (string | number)[]): Promise<string[]> {
    try {
      return await this.redis.cockpitAppend(keyCount, ...args);
    } catch (error) {
      // out of memory, read-only replica, connection lost: the write's outcome is unknown, so nothing is acknowledged
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
