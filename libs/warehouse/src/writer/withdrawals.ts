import type { Redis } from 'ioredis';
import type { SideTables } from '../tables/side-tables';
import { withdrawnKey } from './redo';

/** Withdrawn identities as one partition knows them: all are read once, then only new ones. */
export class Withdrawals {
  /** grows while it is in use */
  readonly all = new Set<string>();

  constructor(
    private readonly redis: Redis,
    private readonly side: Pick<SideTables, 'withdrawn'>,
    private readonly partition: number,
  ) {}

  /** Reads the table whatever Redis holds, because an emptied Redis has lost them. */
  async readAll(): Promise<void> {
    const told = await this.told();
    for (const identity of await this.side.withdrawn()) this.all.add(identity);
    await this.heardOf(told);
  }

  /** @returns identities that are new to this partition */
  async learn(): Promise<ReadonlySet<string>> {
    const told = await this.told();
    const news = new Set(told.filter((identity) => !this.all.has(identity)));
    for (const identity of news) this.all.add(identity);
    await this.heardOf(told);
    return news;
  }

  private told(): Promise<string[]> {
    return this.redis.smembers(withdrawnKey(this.partition));
  }

  private async heardOf(told: readonly string[]): Promise<void> {
    if (told.length > 0) await this.redis.srem(withdrawnKey(this.partition), ...told);
  }
}
