import type { KeyRecord, SourceHealth } from '@cockpit/contracts';
import type { Mark } from '../../design/marks';
import { age, type AgeUnit } from '../../shared/format';

/** What a source's state is shown as: one from which nothing is expected now is `quiet`, which is no trouble. */
export type FeedState = SourceHealth['state'] | 'quiet' | 'refused';
/** One of which everything was rejected of late delivers nothing, however often it knocks: it is never called well. */
export function feedStateOf({
  state,
  expectedNow,
  rejections: { recent },
}: Pick<SourceHealth, 'state' | 'expectedNow' | 'rejections'>): FeedState {
  if ((state === 'silent' || state === 'stale') && expectedNow === false) return 'quiet';
  return (state === 'live' || state === 'stale') && recent.received > 0 && recent.rejected >= recent.received
    ? 'refused'
    : state;
}
export const MARK_OF_FEED: Record<FeedState, Mark> = {
  refused: 'overloaded',
  live: 'idle',
  stale: 'busy',
  silent: 'overloaded',
  quiet: 'off',
  never: 'unknown',
};

const RANK: Record<FeedState, number> = { refused: 0, silent: 0, stale: 1, live: 2, quiet: 2, never: 3 };
const trouble = (source: SourceHealth): number => RANK[feedStateOf(source)];

/** What needs somebody first: rejections that jumped, silent, slow, the rest by name. */
export const byTrouble = (sources: readonly SourceHealth[]): SourceHealth[] =>
  [...sources].sort(
    (a, b) =>
      Number(b.rejections.jumped) - Number(a.rejections.jumped) ||
      trouble(a) - trouble(b) ||
      a.name.localeCompare(b.name),
  );

export interface Skew {
  key: 'skewFast' | 'skewSlow' | 'skewNone';
  value: number;
  unit: AgeUnit;
  /** days off: a replay or a simulation, not a clock that is wrong */ past: boolean;
}

/** Accepted and not stored yet. What is stored and what waits are counted at two moments: together they are never more than was accepted. */
export const waitingOf = ({
  accepted,
  landed,
  backlog,
}: Pick<SourceHealth, 'accepted' | 'landed' | 'backlog'>): number => Math.max(0, Math.min(backlog, accepted - landed));

const DAY_MS = 86_400_000;
/** Under two seconds nobody can tell a clock from a network. */
export function skewOf(ms: number | null): Skew {
  if (ms === null || Math.abs(ms) < 2000) return { key: 'skewNone', value: 0, unit: 'second', past: false };
  return { key: ms > 0 ? 'skewFast' : 'skewSlow', ...age(Math.abs(ms) / 1000), past: ms < -DAY_MS };
}

/** Share in percent: whole numbers, but never 100 while something is missing, and never 0 while something is there. */
export function wholePercent(share: number): number {
  const whole = Math.round(share * 100);
  if (whole === 100 && share < 1) return 99;
  return whole === 0 && share > 0 ? 1 : whole;
}

export const isInForce = ({ revokedAt, expiresAt }: KeyRecord, now: number): boolean =>
  revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now);
