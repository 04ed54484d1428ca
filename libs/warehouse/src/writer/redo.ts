import { addAnyway, partitionOf } from '@cockpit/log';
import type { Redis } from 'ioredis';

/** what was withdrawn and the writer of a partition has not heard of yet */
export const withdrawnKey = (partition: number): string => `warehouse:${String(partition)}:withdrawn`;
/** what to compute anew, by the partition of its hall or source; members are written by redoMember */
export const redoKey = (partition: number): string => `warehouse:${String(partition)}:redo`;
export const dueKey = (partition: number): string => `warehouse:${String(partition)}:days`;
/** what dead letters call the worker that stores the events of a partition */
export const landingOf = (partition: number): string => workerOf(partition, 'landing');
/** as dead letters call what one partition works on */
export const workerOf = (partition: number, what: string): string => `writer-${String(partition)}-${what}`;
/** all visits with an event on a hall day, and the day itself */
export const WHOLE_DAY = 'visits';
/** Pub/sub channel naming halls whose days, asked for as wholes, have been computed anew: what was learned from them before is old. */
export const PAST_COMPUTED = 'warehouse:past-computed';

/**
 * A member of the set of what is to be computed anew: what it is, whose (a hall, a source), and which. The nonce tells apart two
 * wishes for the same thing, so that the second, uttered while the first is being done, is not taken off the set with it.
 */
export const redoMember = (what: string, scope: string, id: string, nonce?: string): string =>
  `${what}${nonce === undefined ? '' : `#${nonce}`}|${scope}|${id}`;

export function readRedo(member: string): { what: string; scope: string; id: string } {
  const [, what = '', scope = '', id = ''] = /^([a-z]+)(?:#[^|]*)?\|([^|]*)\|(.*)$/s.exec(member) ?? [];
  return { what, scope, id };
}

/** Something to compute anew: a ticket, a hall day, or what a few events tell together. */
export interface Mark {
  what: string;
  scope: string;
  id: string;
}

/** Tells the writers what to compute anew; each finds it under its own partition, also after a restart. */
export class RedoMarks {
  constructor(
    private readonly redis: Redis,
    private readonly partitions: number,
  ) {}

  /** Tells every partition: the event may be any one's, and may not have come yet. */
  async withdrawn(identities: readonly string[]): Promise<void> {
    const keys = Array.from({ length: this.partitions }, (_, partition) => withdrawnKey(partition));
    await Promise.all(keys.map((key) => addAnyway(this.redis, key, identities)));
  }

  async add(marks: readonly Mark[], nonce?: string): Promise<void> {
    const members = new Map<number, Set<string>>();
    for (const { what, scope, id } of marks) {
      const partition = partitionOf(scope, this.partitions);
      const own = members.get(partition) ?? new Set();
      members.set(partition, own.add(redoMember(what, scope, id, nonce)));
    }
    for (const [partition, own] of members) await addAnyway(this.redis, redoKey(partition), [...own]);
  }
}
