import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { ACQUIRE_SCRIPT, RELEASE_SCRIPT, RENEW_SCRIPT } from './scripts';

/** An exclusive right that lasts as long as it is renewed. */
export interface HeldLease {
  readonly name: string;
  /** fencing token: a later holder always has a larger one */
  readonly token: number;
  /** aborts when the lease is lost or released */
  readonly signal: AbortSignal;
  /** whether it certainly still holds by this process's own clock */
  isHeld(): boolean;
  release(): Promise<void>;
}

/** Leases in Redis. */
@Injectable()
export class Lease {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /** @returns null when another process holds it */
  async acquire(name: string, ttlMs: number): Promise<HeldLease | null> {
    const key = `lease:${name}`;
    const owner = randomUUID();
    const sentAt = performance.now();
    const token = Number(await this.redis.eval(ACQUIRE_SCRIPT, 1, key, owner, ttlMs));
    return token === 0 ? null : new Holding(this.redis, name, key, owner, token, ttlMs, sentAt);
  }

  /** Waits for the lease; null when the signal aborts first. */
  async wait(name: string, ttlMs: number, signal: AbortSignal): Promise<HeldLease | null> {
    while (!signal.aborted) {
      const lease = await this.acquire(name, ttlMs).catch(() => null);
      if (lease !== null) return lease;
      await sleep(Math.max(20, ttlMs / 10), undefined, { signal }).catch(() => undefined);
    }
    return null;
  }
}

class Holding implements HeldLease {
  private readonly lost = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly redis: Redis,
    readonly name: string,
    private readonly key: string,
    private readonly owner: string,
    readonly token: number,
    private readonly ttlMs: number,
    private renewedAt: number,
  ) {
    this.timer = setInterval(() => void this.renew(), ttlMs / 3);
    this.timer.unref();
  }

  get signal(): AbortSignal {
    return this.lost.signal;
  }

  isHeld(): boolean {
    return !this.lost.signal.aborted && performance.now() - this.renewedAt < this.ttlMs * 0.9;
  }

  async release(): Promise<void> {
    this.end();
    await this.redis.eval(RELEASE_SCRIPT, 1, this.key, this.owner);
  }

  private async renew(): Promise<void> {
    const sentAt = performance.now();
    try {
      if ((await this.redis.eval(RENEW_SCRIPT, 1, this.key, this.owner, this.ttlMs)) === 1) this.renewedAt = sentAt;
      else this.end();
    } catch {
      // Redis may be back before the lease expires
      if (!this.isHeld()) this.end();
    }
  }

  private end(): void {
    clearInterval(this.timer);
    this.lost.abort();
  }
}
