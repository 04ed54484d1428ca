/**
 * A set of queues: bit q stands for the queue with index q. It is a bigint, because bits of a number wrap after 31. Sets compare with `===`
 * and can be map keys. Inner loops use lists or tables made from the sets once.
 */
export type QueueSet = bigint;

export const NO_QUEUES: QueueSet = 0n;

const SINGLE: readonly QueueSet[] = Array.from({ length: 128 }, (_, queue) => 1n << BigInt(queue));

/** The set of one queue; empty for −1, which means no queue. */
export const only = (queue: number): QueueSet => (queue < 0 ? NO_QUEUES : (SINGLE[queue] ?? 1n << BigInt(queue)));

export const setOf = (queues: Iterable<number>): QueueSet => {
  let set = NO_QUEUES;
  for (const queue of queues) set |= only(queue);
  return set;
};

/** The set of queues with the given codes; unknown codes are skipped. */
export const setOfCodes = (codes: readonly string[], named: Iterable<string>): QueueSet => {
  let set = NO_QUEUES;
  for (const code of named) set |= only(codes.indexOf(code));
  return set;
};

export const allQueues = (count: number): QueueSet => (1n << BigInt(count)) - 1n;

export const has = (set: QueueSet, queue: number): boolean => queue >= 0 && (set & only(queue)) !== NO_QUEUES;

/** Indexes of the queues of a set, ascending. */
export function queuesIn(set: QueueSet): number[] {
  const found: number[] = [];
  let queue = 0;
  for (let rest = set; rest > NO_QUEUES; rest >>= 1n, queue += 1) if ((rest & 1n) === 1n) found.push(queue);
  return found;
}

export function sizeOf(set: QueueSet): number {
  let size = 0;
  for (let rest = set; rest !== NO_QUEUES; rest &= rest - 1n) size += 1;
  return size;
}

export const isLinked = (set: QueueSet): boolean => (set & (set - 1n)) !== NO_QUEUES;

/** Whether every queue of `set` is in `within`. */
export const isWithin = (set: QueueSet, within: QueueSet): boolean => (set & ~within) === NO_QUEUES;
