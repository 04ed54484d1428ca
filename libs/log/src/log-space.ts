import { statfs } from 'node:fs/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HealthRegistry, REDIS, SETTINGS, unavailable, type Settings } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { MEMORY_SHARE } from './scripts';

const MIB = 1024 * 1024;
const LOOK_EVERY_MS = 1000;
/** a door that was refused memory is not ready for so long: whoever sends is not to come back at once */
const REFUSED_MS = 5000;
/** once the door has stopped, so much more than the limit must be free again before it opens: no flapping at the edge */
const FREE_AGAIN = 1.1;

/**
 * Whether there is room to write: stops before the disk under the stores is full, because a Redis that writes every append to
 * the disk ends when it cannot, and everything else on the machine with it.
 */
@Injectable()
export class LogSpace {
  private lookedAt = -Infinity;
  private looking: Promise<void> = Promise.resolve();
  private freeBytes = Infinity;
  private isLow = false;
  private refusedAt = -Infinity;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** @throws {AppError} 503 with Retry-After while the disk of DATA_DIR has less room than `DISK_LOW_MB` */
  async assert(): Promise<void> {
    const now = performance.now();
    if (now - this.lookedAt > LOOK_EVERY_MS) {
      this.lookedAt = now;
      this.looking = this.look();
    }
    await this.looking;
    if (this.isLow) throw unavailable(this.said(), 30, 'disk-low');
  }

  /** The log was refused for its memory. */
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
      // no such directory: the stores are other machines', whose disks are watched there
      this.isLow = false;
    }
  }

  private said(): string {
    return `${String(Math.floor(this.freeBytes / MIB))} MB are free under ${this.settings.dataDir}, less than the ${String(this.settings.diskLowMb)} MB of DISK_LOW_MB: nothing is taken in until there is room`;
  }
}

/** Tells in /health/ready why the door takes nothing in. */
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
    const said = await this.redis.info('memory');
    const [used, most] = ['used_memory', 'maxmemory'].map((name) =>
      Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(said)?.[1] ?? 0),
    ) as [number, number];
    // what a refused request held itself is free again a moment later
    if (most > 0 && (used > most * MEMORY_SHARE || this.space.lacksMemory()))
      throw new Error(
        `Redis uses ${String(Math.ceil(used / MIB))} of ${String(Math.floor(most / MIB))} MB: nothing is taken in until the writer has made room`,
      );
  }
}
