import { setTimeout as sleep } from 'node:timers/promises';
import { LOG_PARTITIONS_KEY } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { MOVE_LEASE, STILL_KEY, liveLease, positionsKey, streamKey, writerLease } from './keys';
import type { Lease } from './lease';
import { MOVE_SCRIPT } from './scripts';

const LEASE_MS = 5_000;
const LOOK_MS = 200;
const CONSUMERS = ['writer', 'live'];

/** What a move waits for: consumers with unread entries, as `writer 2`, and partitions still served. */
export interface MoveState {
  behind: string[];
  served: number[];
}

/**
 * Increases the log's number of partitions. Ingestion stops meanwhile. Once everything in the log is stored and shown,
 * all processes release their partitions and the number changes in one step, so no entry moves. A killed move changes
 * nothing: its lease expires and everything continues. Other data kept by partition (recomputations, due days,
 * notifications, dead letters) stay in the old partitions, which process theirs for any hall.
 */
export class PartitionMove {
  constructor(
    private readonly redis: Redis,
    private readonly lease: Lease,
  ) {}

  /**
   * @param say called with what the move waits for, whenever that changes
   * @returns null on success; what it waited for when that took too long, and then nothing is changed
   */
  async run(from: number, to: number, withinMs: number, say: (state: MoveState) => void): Promise<MoveState | null> {
    const signal = AbortSignal.timeout(withinMs);
    const lease = await this.lease.wait(MOVE_LEASE, LEASE_MS, signal);
    if (lease === null) throw new Error('another move of the log is under way');
    try {
      for (let reported = ''; ;) {
        const state = await this.attempt(from, to);
        if (state.behind.length + state.served.length === 0) return null;
        if (signal.aborted) return state;
        const current = JSON.stringify(state.behind.length > 0 ? state.behind : state);
        if (current !== reported) say(state);
        reported = current;
        // consumers release only finished partitions: one with unread entries must continue
        if (state.behind.length === 0) await this.redis.set(STILL_KEY, '1', 'PX', LEASE_MS);
        await sleep(LOOK_MS);
      }
    } finally {
      await this.redis.del(STILL_KEY);
      await lease.release();
    }
  }

  private async attempt(from: number, to: number): Promise<MoveState> {
    const keysOf = (partition: number): string[] => [
      streamKey(partition),
      positionsKey(partition),
      `lease:${writerLease(partition)}`,
      `lease:${liveLease(partition)}`,
    ];
    const keys = Array.from({ length: from }, (_, partition) => keysOf(partition)).flat();
    const [behind, served] = (await this.redis.eval(
      MOVE_SCRIPT,
      1 + keys.length,
      LOG_PARTITIONS_KEY,
      ...keys,
      from,
      to,
      keysOf(0).length,
      ...CONSUMERS,
    )) as [string[], number[]];
    return { behind, served };
  }
}
