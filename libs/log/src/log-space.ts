import { statfs } from 'node:fs/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HealthRegistry, REDIS, SETTINGS, unavailable, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { MEMORY_SHARE } from './scripts';

const MIB = 1024 * 1024;
const LOOK_EVERY_MS = 1000;
/** after Redis refused memory, readiness fails this long, so that senders do not retry at once */
const REFUSED_MS = 5000;
/** factor of the limit that must be free before ingestion opens again; avoids flapping */
const FREE_AGAIN = 1.1;

/**
 * Stops ingestion before the disk is full: a Redis that appends to disk ends when it cannot write, and so do other
 * programs on the machine.
 */
@Injectable()
export class LogSpace {
  private lookedAt = -Infinity;
  private looking: Promise<void> = Promise.resolve();
  private freeBytes = Infinity;
  private isLow = false;
  private refusedAt = -Infinity;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** @throws {AppError} 503 with Retry-After while DATA_DIR's disk has less free space than `DISK_LOW_MB` */
  async assert(): Promise<void> {
    const now = performance.now();
    if (now - this.lookedAt > LOOK_EVERY_MS) {
      this.lookedAt = now;
      this.looking = this.look();
    }
    await this.looking;
    if (this.isLow) throw unavailable(this.message(), 30, 'disk-low');
  }

  /** Redis refused the log for lack of memory. */
  memoryRefused(): void {
    this.refusedAt = performance.now();
  }

  lacksMemory(): boolean {
    return performance.now() - this.refusedAt < REFUSED_MS;
  }

  private async look(): Promise<void> {
    const limit = this.settings.diskLowMb * MIB;
    if (limit === 0) return;
    try {
      const { bavail, bsize } = await statfs(this.settings.dataDir);
      this.freeBytes = bavail * bsize;
      this.isLow = this.freeBytes < (this.isLow ? limit * FREE_AGAIN : limit);
    } catch {
      // no such directory: the stores run on other machines, which watch their own disks
      this.isLow = false;
    }
  }

  private message(): string {
    return `${String(Math.floor(this.freeBytes / MIB))} MB are free under ${this.settings.dataDir}, less than the ${String(this.settings.diskLowMb)} MB of DISK_LOW_MB: nothing is taken in until there is room`;
  }
}

/** Reports in /health/ready why ingestion refuses events. */
@Injectable()
export class LogSpaceHealth implements OnModuleInit {
  constructor(
    private readonly health: HealthRegistry,
    private readonly space: LogSpace,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  onModuleInit(): void {
    this.health.add('disk', () => this.space.assert());
    this.health.add('log-memory', () => this.memory());
  }

  private async memory(): Promise<void> {
    const info = await this.redis.info('memory');
    const [used, most] = ['used_memory', 'maxmemory'].map((name) =>
      Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0),
    ) as [number, number];
    // memory of the refused request itself is free again a moment later
    if (most > 0 && (used > most * MEMORY_SHARE || this.space.lacksMemory()))
      throw new Error(
        `Redis uses ${String(Math.ceil(used / MIB))} of ${String(Math.floor(most / MIB))} MB: nothing is taken in until the writer has made room`,
      );
  }
}
