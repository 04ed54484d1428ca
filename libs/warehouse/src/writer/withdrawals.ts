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
    const identities = await this.pending();
    for (const identity of await this.side.withdrawn()) this.all.add(identity);
    await this.acknowledge(identities);
  }

  /** @returns identities that are new to this partition */
  async learn(): Promise<ReadonlySet<string>> {
    const identities = await this.pending();
    const news = new Set(identities.filter((identity) => !this.all.has(identity)));
    for (const identity of news) this.all.add(identity);
    await this.acknowledge(identities);
    return news;
  }

  private pending(): Promise<string[]> {
    return this.redis.smembers(withdrawnKey(this.partition));
  }

  private async acknowledge(identities: readonly string[]): Promise<void> {
    if (identities.length > 0) await this.redis.srem(withdrawnKey(this.partition), ...identities);
  }
}
