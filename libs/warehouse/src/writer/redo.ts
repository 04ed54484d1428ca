import { addAnyway, partitionOf } from '@cockpit/log';
import type { Redis } from 'ioredis';

/** withdrawals that the writer of a partition has not read yet */
export const withdrawnKey = (partition: number): string => `warehouse:${String(partition)}:withdrawn`;
/** what to recompute, by partition of its hall or source; members come from redoMember */
export const redoKey = (partition: number): string => `warehouse:${String(partition)}:redo`;
export const dueKey = (partition: number): string => `warehouse:${String(partition)}:days`;
/** dead-letter name of the worker that stores a partition's events */
export const landingOf = (partition: number): string => workerOf(partition, 'landing');
/** dead-letter name of a partition's worker */
export const workerOf = (partition: number, what: string): string => `writer-${String(partition)}-${what}`;
/** all visits with an event on a hall day, and the day itself */
export const WHOLE_DAY = 'visits';
/** Pub/sub channel with halls whose whole days were recomputed: what was learned from them before is outdated. */
export const PAST_COMPUTED = 'warehouse:past-computed';

/**
 * Member of the redo set: kind, scope (hall or source), id. The nonce distinguishes repeated requests, so that a second
 * one, made during the first, is not removed with it.
 */
export const redoMember = (what: string, scope: string, id: string, nonce?: string): string =>
  `${what}${nonce === undefined ? '' : `#${nonce}`}|${scope}|${id}`;

export function readRedo(member: string): { what: string; scope: string; id: string } {
  const [, what = '', scope = '', id = ''] = /^([a-z]+)(?:#[^|]*)?\|([^|]*)\|(.*)$/s.exec(member) ?? [];
  return { what, scope, id };
}

/** Something to recompute: a ticket, a hall day, or an entity. */
export interface Mark {
  what: string;
  scope: string;
  id: string;
}

/** Requests recomputation from the writers; each finds it under its partition, also after a restart. */
export class RedoMarks {
  constructor(
    private readonly redis: Redis,
    private readonly partitions: number,
  ) {}

  /** Notifies every partition, because the event may be in any and may not have arrived yet. */
  async withdrawn(identities: readonly string[]): Promise<void> {
    const keys = Array.from({ length: this.partitions }, (_, partition) => withdrawnKey(partition));
    await Promise.all(keys.map((key) => addAnyway(this.redis, key, identities)));
  }

  async add(marks: readonly Mark[], nonce?: string): Promise<void> {
    const members = new Map<number, Set<string>>();
    for (const { what, scope, id } of marks) {
      const partition = partitionOf(scope, this.partitions);
      const partitionMembers = members.get(partition) ?? new Set();
      members.set(partition, partitionMembers.add(redoMember(what, scope, id, nonce)));
    }
    for (const [partition, partitionMembers] of members)
      await addAnyway(this.redis, redoKey(partition), [...partitionMembers]);
  }
}
