import { LiveHall, LiveQueue, LiveWindow, type InUse, type PartDifference } from '@cockpit/contracts';
import { REDIS } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { snapshotKey } from '../hall-clock';

const Snapshot = LiveHall.pick({ hall: true }).extend({
  queues: z.array(LiveQueue.pick({ code: true, waiting: true })),
  windows: z.array(LiveWindow.pick({ windowId: true, state: true })),
});
const SERVING = ['called', 'serving'];

/** People now in queues or at windows that a change would remove. */
@Injectable()
export class LiveUse {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  async find(hall: string, changes: readonly PartDifference[]): Promise<InUse[]> {
    const removed = (kind: PartDifference['kind'], field: string): Set<unknown> =>
      new Set(
        changes.flatMap((change) =>
          change.kind === kind && change.change === 'removed' ? [change.before?.[field]] : [],
        ),
      );
    const [queues, windows] = [removed('queue', 'code'), removed('window', 'id')];
    if (queues.size + windows.size === 0) return [];
    const text = await this.redis.get(snapshotKey(hall));
    const read = text === null ? null : Snapshot.safeParse(JSON.parse(text));
    if (read?.success !== true) return [];
    return [
      ...read.data.queues
        .filter(({ code, waiting }) => queues.has(code) && waiting > 0)
        .map(({ code, waiting }): InUse => ({ kind: 'queue', code, people: waiting })),
      ...read.data.windows
        .filter(({ windowId, state }) => windows.has(windowId) && SERVING.includes(state))
        .map(({ windowId }): InUse => ({ kind: 'window', code: windowId, people: 1 })),
    ];
  }
}
