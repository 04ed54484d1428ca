import type { ClickHouseClient } from '@clickhouse/client';
import type { Redis } from 'ioredis';
import { selectRows } from '@cockpit/platform';
import { z } from 'zod';
import { dueKey, redoKey } from './writer/redo';

const A_SLICE = 5_000;
const QUERY_EVERY_MS = 1_000;
const RollupState = z.object({ member: z.string() });

/**
 * Tracks how much of the work due at a given time remains. Work that becomes due later is ignored, because an open hall
 * keeps making its day due.
 */
export class DueAtStart {
  private days: Set<string> | null = null;
  /** versions are microseconds: days computed before this one may lack events */
  private mark = 0;
  private queriedAt = -Infinity;

  private constructor(
    private readonly redis: Redis,
    private readonly client: ClickHouseClient,
    private readonly now: () => number,
    /** per partition, what the writer has still to start */
    private readonly redo: string[][],
  ) {}

  static async read(
    redis: Redis,
    client: ClickHouseClient,
    partitions: number,
    now: () => number,
  ): Promise<DueAtStart> {
    const redo = await Promise.all(
      Array.from({ length: partitions }, (_, partition) => redis.smembers(redoKey(partition))),
    );
    return new DueAtStart(redis, client, now, redo);
  }

  /** Visits and other rows come first: recomputing them makes their days due. */
  async left(): Promise<number> {
    if (this.days === null) {
      const left = await Promise.all(
        this.redo.map((members, partition) => this.remaining(redoKey(partition), members)),
      );
      this.redo.splice(0, left.length, ...left);
      const [redo, due] = [left.reduce((sum, { length }) => sum + length, 0), await this.dueDays()];
      if (redo > 0) return redo + due.length;
      this.days = new Set(due);
      this.mark = Math.max(this.now() * 1000, ...(await this.rollupState(0)).values());
    }
    if (this.days.size === 0) return 0;
    const due = new Set(await this.dueDays());
    for (const member of this.days) if (!due.has(member)) this.days.delete(member);
    await this.dropComputed(this.days);
    return this.days.size;
  }

  /** A day that becomes due again while computed never leaves the list, so the tables show whether it was done. */
  private async dropComputed(days: Set<string>): Promise<void> {
    if (days.size === 0 || performance.now() - this.queriedAt < QUERY_EVERY_MS) return;
    this.queriedAt = performance.now();
    for (const member of (await this.rollupState(this.mark)).keys()) days.delete(member);
  }

  private async rollupState(after: number): Promise<Map<string, number>> {
    const rows = await selectRows(this.client, {
      label: 'warehouse.rebuilt-days',
      params: { after: Math.trunc(after) },
      row: RollupState.extend({ latest: z.coerce.number() }),
      sql: "SELECT concat(toString(day), '|', hall) AS member, max(version) AS latest FROM day_told WHERE told = 'day' AND version > {after:UInt64} GROUP BY day, hall",
    });
    return new Map(rows.map(({ member, latest }) => [member, latest]));
  }

  private async dueDays(): Promise<string[]> {
    return (await Promise.all(this.redo.map((_, partition) => this.redis.smembers(dueKey(partition))))).flat();
  }

  private async remaining(key: string, members: readonly string[]): Promise<string[]> {
    const left: string[] = [];
    for (let from = 0; from < members.length; from += A_SLICE) {
      const slice = members.slice(from, from + A_SLICE);
      const found = await this.redis.smismember(key, ...slice);
      left.push(...slice.filter((_, at) => found[at] === 1));
    }
    return left;
  }
}
