import { Inject, Injectable } from '@nestjs/common';
import type { HallStateJson } from '@cockpit/domain';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { z } from 'zod';
import { liveKeys } from './keys';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** A hall as it can be picked up again: everything up to `entryId` of its log partition is in it. */
export interface HallCheckpoint {
  state: HallStateJson;
  entryId: string;
  /** last hall minute handed over for decision, epoch ms */
  lastMinute: number;
}

// What we wrote ourselves is checked by its format mark only: a field-by-field check would cost more than the replay it saves.
const StateShape = z.custom<HallStateJson>(
  (value) => (value as { format?: unknown } | null)?.format === 'hall-state/2',
  'not a hall state of this format',
);
const CheckpointShape = z.object({ state: StateShape, entryId: z.string(), lastMinute: z.number() });

const TICK_KEPT_SEC = 600;

/** States in Redis: the latest of each hall, and one per hall minute for whoever decides on it. */
@Injectable()
export class Checkpoints {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  async save(hall: string, checkpoint: HallCheckpoint): Promise<void> {
    await this.redis.set(liveKeys(hall).state, await pack(checkpoint));
  }

  /** @returns null when there is none, one that is damaged, or one of a format this version does not read: then the hall is rebuilt */
  async load(hall: string): Promise<HallCheckpoint | null> {
    const bytes = await this.redis.getBuffer(liveKeys(hall).state);
    if (bytes === null) return null;
    const parsed = CheckpointShape.safeParse(await unpack(bytes));
    return parsed.success ? parsed.data : null;
  }

  async forget(hall: string): Promise<void> {
    await this.redis.del(liveKeys(hall).state);
  }

  async saveTick(hall: string, minute: number, state: HallStateJson): Promise<void> {
    await this.redis.set(liveKeys(hall).tick(minute), await pack(state), 'EX', TICK_KEPT_SEC);
  }

  async loadTick(hall: string, minute: number): Promise<HallStateJson | null> {
    const bytes = await this.redis.getBuffer(liveKeys(hall).tick(minute));
    if (bytes === null) return null;
    const parsed = StateShape.safeParse(await unpack(bytes));
    return parsed.success ? parsed.data : null;
  }
}

const pack = (value: unknown): Promise<Buffer> => deflate(JSON.stringify(value), { level: 1 });

async function unpack(bytes: Buffer): Promise<unknown> {
  try {
    return JSON.parse((await inflate(bytes)).toString()) as unknown;
  } catch {
    // as good as none: whoever reads it looks at its shape
    return null;
  }
}
