import { message, render } from '@cockpit/contracts';
import type { Receiver } from './receivers';

/** every message has a name of its own, which stands in whatever a receiver shows of it */
export const markOf = (n: number): string => `mark${String(n).padStart(6, '0')}`;
const MARK = /mark\d{6}/g;
/** what a message says when it may have come before */
const AGAIN = render(message('notice.again', {}), 'zh-CN') ?? '';

export interface Verdict {
  /** messages times receivers */
  fired: number;
  sent: number;
  delivered: number;
  lost: number;
  shownTwice: number;
  /** of these, those whose repeat says that it is one */
  saidSo: number;
  /** posts that brought them again: what was folded into one is repeated as one */
  repeats: number;
  shownTwiceBy: Record<string, number>;
  overLimit: number;
  p50Ms: number;
  p95Ms: number;
  p95MsBy: Record<string, number>;
}

/** @param firedAt of every message: when the transaction that caused it was committed, epoch ms */
export function judge(firedAt: ReadonlyMap<string, number>, receivers: readonly Receiver[]): Verdict {
  const by = receivers.map((receiver) => ({ receiver, ...judgeOne(firedAt, receiver) }));
  const sum = (of: (one: (typeof by)[number]) => number): number => by.reduce((total, one) => total + of(one), 0);
  const all = by.flatMap(({ ms }) => ms);
  const fired = firedAt.size * receivers.length;
  return {
    fired,
    sent: fired,
    delivered: all.length,
    lost: fired - all.length,
    shownTwice: sum(({ twice }) => twice),
    saidSo: sum(({ saidSo }) => saidSo),
    repeats: sum(({ repeats }) => repeats),
    shownTwiceBy: Object.fromEntries(by.map(({ receiver, twice }) => [receiver.name, twice])),
    overLimit: sum(({ receiver }) => receiver.overLimit()),
    p50Ms: quantile(all, 0.5),
    p95Ms: quantile(all, 0.95),
    p95MsBy: Object.fromEntries(by.map(({ receiver, ms }) => [receiver.name, quantile(ms, 0.95)])),
  };
}

/** How many messages have not been shown yet by some receiver. */
export const missing = (marks: Iterable<string>, receivers: readonly Receiver[]): number => {
  const seen = receivers.map((receiver) => new Set(receiver.shown().flatMap(({ text }) => text.match(MARK) ?? [])));
  let count = 0;
  for (const mark of marks) for (const one of seen) if (!one.has(mark)) count += 1;
  return count;
};

export interface Kill {
  at: number;
  name: string;
}

const SLOW_MS = 3_000;
const BEFORE_MS = 12_000;

/** A line for each message that was late somewhere: how late, and who was killed shortly before it came. */
export function slowest(
  firedAt: ReadonlyMap<string, number>,
  receivers: readonly Receiver[],
  kills: readonly Kill[],
): string[] {
  const arrived = receivers.map((receiver) => ({ name: receiver.name, first: firstShown(receiver) }));
  return [...firedAt].flatMap(([mark, fired]) => {
    const late = arrived.flatMap(({ name, first }) => {
      const ms = (first.get(mark) ?? Infinity) - fired;
      return ms > SLOW_MS ? [`${name} ${String(ms)} ms`] : [];
    });
    if (late.length === 0) return [];
    const near = kills.filter(({ at }) => at > fired - BEFORE_MS && at < fired + BEFORE_MS);
    const told = near.map(({ at, name }) => `${name} ${String(at - fired)} ms`);
    return [`late: ${mark}: ${late.join(', ')}; killed: ${told.join(', ')}`];
  });
}

function firstShown(receiver: Receiver): Map<string, number> {
  const first = new Map<string, number>();
  for (const { at, text } of receiver.shown())
    for (const mark of text.match(MARK) ?? []) if (!first.has(mark)) first.set(mark, at);
  return first;
}

function judgeOne(
  firedAt: ReadonlyMap<string, number>,
  receiver: Receiver,
): { ms: number[]; twice: number; saidSo: number; repeats: number } {
  const first = new Map<string, number>();
  let twice = 0;
  let saidSo = 0;
  let repeats = 0;
  for (const { at, text } of receiver.shown()) {
    const before = twice;
    for (const mark of new Set(text.match(MARK) ?? [])) {
      if (!first.has(mark)) first.set(mark, at);
      else {
        twice += 1;
        if (text.includes(AGAIN)) saidSo += 1;
      }
    }
    if (twice > before) repeats += 1;
  }
  const ms = [...firedAt].flatMap(([mark, fired]) => {
    const at = first.get(mark);
    return at === undefined ? [] : [Math.max(0, at - fired)];
  });
  return { ms, twice, saidSo, repeats };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
