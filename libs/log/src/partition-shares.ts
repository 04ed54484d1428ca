import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { HeldLease, Lease } from './lease';
import { COUNT_MEMBERS_SCRIPT } from './scripts';

const BEAT_MS = 1_000;
const FIRST_MS = 20;
/** whoever was not heard of for so long is no longer counted; its leases run out about as soon */
const SILENT_MS = 4_000;

export interface Turn {
  lease: HeldLease;
  /** aborts when everything stops, and when the partition is to go to another process */
  signal: AbortSignal;
  release(): Promise<void>;
}

/**
 * Shares the partitions of the log among the processes of one role. They count each other in Redis; each serves as many as fall to it and hands
 * back what is beyond that, so that whoever comes later gets work too. Only leases say who may work: a wrong count makes a partition
 * wait or wander, never one that two processes serve.
 */
export class PartitionShares {
  private readonly me = randomUUID();
  private readonly key: string;
  private share = 0;
  /** partitions served here, the latest last, with what ends their turn */
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

  /** Counts until the signal; then the others need not wait for this one to fall silent. */
  async keep(signal: AbortSignal): Promise<void> {
    do {
      // without Redis nobody can take a lease either
      await this.count().catch(() => undefined);
      await sleep(BEAT_MS, undefined, { signal }).catch(() => undefined);
    } while (!signal.aborted);
    await this.parts.redis.zrem(this.key, this.me).catch(() => 0);
  }

  /** Waits for a partition that nobody serves, while this process has fewer than its share; null when the signal aborts first. */
  async wait(partition: number, signal: AbortSignal): Promise<Turn | null> {
    const { lease, leaseMs, leaseOf } = this.parts;
    while (!signal.aborted) {
      if (this.turns.size < this.share) {
        const handBack = new AbortController();
        // counted before it is held: others of this process wait their turn at the same time
        this.turns.set(partition, handBack);
        const held = await lease.acquire(leaseOf(partition), leaseMs).catch(() => null);
        if (held !== null) return this.turnOf(partition, held, AbortSignal.any([signal, handBack.signal]));
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

/** As even as whole partitions allow: the first members, in the order of their names, have one more where it does not come out even. */
export const shareOf = (partitions: number, members: number, before: number): number =>
  Math.floor(partitions / members) + (before < partitions % members ? 1 : 0);
