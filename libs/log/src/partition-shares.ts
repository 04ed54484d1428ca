import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { HeldLease, Lease } from './lease';
import { COUNT_MEMBERS_SCRIPT } from './scripts';

const BEAT_MS = 1_000;
const FIRST_MS = 20;
/** A process silent for this long is no longer counted; its leases expire at about the same time. */
const SILENT_MS = 4_000;

export interface Turn {
  lease: HeldLease;
  /** aborts at shutdown, and when another process is to take the partition */
  signal: AbortSignal;
  release(): Promise<void>;
}

/**
 * Shares the log's partitions among the processes of one role. Processes count each other in Redis; each serves its
 * share and releases the surplus, so that a new process gets work. Only leases decide who may work: a wrong count can
 * delay or move a partition, but two processes never serve one.
 */
export class PartitionShares {
  private readonly me = randomUUID();
  private readonly key: string;
  private share = 0;
  /** partitions served here, the latest last, with the controller that ends each turn */
  private readonly turns = new Map<number, AbortController>();

  constructor(
    private readonly parts: {
      redis: Redis;
      lease: Lease;
      role: string;
      partitions: number;
      leaseMs: number;
      leaseOf: (partition: number) => string;
    },
  ) {
    this.key = `log:members:${parts.role}`;
  }

  /** Announces this process until the signal aborts; it then signs off at once. */
  async keep(signal: AbortSignal): Promise<void> {
    do {
      // without Redis no process can take a lease either
      await this.count().catch(() => undefined);
      await sleep(BEAT_MS, undefined, { signal }).catch(() => undefined);
    } while (!signal.aborted);
    await this.parts.redis.zrem(this.key, this.me).catch(() => 0);
  }

  /** Waits for a free partition while this process has fewer than its share; null when the signal aborts first. */
  async wait(partition: number, signal: AbortSignal): Promise<Turn | null> {
    const { lease, leaseMs, leaseOf } = this.parts;
    while (!signal.aborted) {
      if (this.turns.size < this.share) {
        const handBack = new AbortController();
        // registered before the lease is taken, because other waits of this process run at the same time
        this.turns.set(partition, handBack);
        const acquired = await lease.acquire(leaseOf(partition), leaseMs).catch(() => null);
        if (acquired !== null) return this.turnOf(partition, acquired, AbortSignal.any([signal, handBack.signal]));
        this.turns.delete(partition);
      }
      // the first count comes within milliseconds of the start
      const ms = this.share === 0 ? FIRST_MS : Math.max(FIRST_MS, leaseMs / 10);
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    }
    return null;
  }

  private turnOf(partition: number, lease: HeldLease, signal: AbortSignal): Turn {
    return {
      lease,
      signal,
      release: async () => {
        await lease.release().catch(() => undefined);
        this.turns.delete(partition);
      },
    };
  }

  private async count(): Promise<void> {
    const { redis, partitions } = this.parts;
    const [members, before] = (await redis.eval(COUNT_MEMBERS_SCRIPT, 1, this.key, this.me, SILENT_MS, partitions)) as [
      number,
      number,
    ];
    this.share = members === 0 ? 0 : shareOf(partitions, members, before);
    const surplus = [...this.turns.values()].filter(({ signal }) => !signal.aborted).slice(this.share);
    for (const turn of surplus) turn.abort();
  }
}

/** Even distribution: the remainder goes to the first members in name order. */
export const shareOf = (partitions: number, members: number, before: number): number =>
  Math.floor(partitions / members) + (before < partitions % members ? 1 : 0);
