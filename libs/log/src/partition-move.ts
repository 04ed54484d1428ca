import { setTimeout as sleep } from 'node:timers/promises';
import { LOG_PARTITIONS_KEY } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { MOVE_LEASE, STILL_KEY, liveLease, positionsKey, streamKey, writerLease } from './keys';
import type { Lease } from './lease';
import { MOVE_SCRIPT } from './scripts';

const LEASE_MS = 5_000;
const LOOK_MS = 200;
const CONSUMERS = ['writer', 'live'];

/** What a move waits for: consumers with entries before them, as `writer 2`, and partitions that are served. */
export interface MoveState {
  behind: string[];
  served: number[];
}

/**
 * Gives the log more partitions. The door takes nothing meanwhile; once everything in the log is stored and shown, all processes hand their
 * partitions back, and the number is changed in one step. So no entry has to move, and one that was killed has changed nothing: with its
 * lease everything goes on as before. What else is kept by partition (what is to be computed anew, days due, listeners to be told, dead
 * letters) stays with the partitions there were, which go on being served and work off whatever is theirs, of whichever hall.
 */
export class PartitionMove {
  constructor(
    private readonly redis: Redis,
    private readonly lease: Lease,
  ) {}

  /**
   * @param say told of what it waits for, whenever that changes
   * @returns null once it is done; what it waited for when that took too long: then nothing is changed
   */
  async run(from: number, to: number, withinMs: number, say: (state: MoveState) => void): Promise<MoveState | null> {
    const signal = AbortSignal.timeout(withinMs);
    const held = await this.lease.wait(MOVE_LEASE, LEASE_MS, signal);
    if (held === null) throw new Error('another move of the log is under way');
    try {
      for (let said = ''; ;) {
        const state = await this.attempt(from, to);
        if (state.behind.length + state.served.length === 0) return null;
        if (signal.aborted) return state;
        const told = JSON.stringify(state.behind.length > 0 ? state.behind : state);
        if (told !== said) say(state);
        said = told;
        // they hand back only what is done with: who is behind must go on
        if (state.behind.length === 0) await this.redis.set(STILL_KEY, '1', 'PX', LEASE_MS);
        await sleep(LOOK_MS);
      }
    } finally {
      await this.redis.del(STILL_KEY);
      await held.release();
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
