import type { MatterCard, MatterSummary } from '@cockpit/contracts';
import { days, leftKey, type LeftKey } from '../cases/sla-status';

type Due = Pick<MatterSummary, 'id' | 'dueAt' | 'overdue' | 'paused'>;

/** Open matters in the order in which they fall due; those without a due time come last, paused ones after running ones due together. */
export const byDue = <T extends Due>(matters: readonly T[]): T[] =>
  [...matters].sort((a, b) => time(a) - time(b) || Number(a.paused) - Number(b.paused) || (a.id < b.id ? -1 : 1));

const time = ({ dueAt }: Due): number => (dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt));

const WEIGHT: Record<MatterCard['kind'], number> = {
  red: 4,
  'stage-red': 3,
  unattended: 2,
  yellow: 1,
  'stage-yellow': 0,
};

/** Cards nobody has acknowledged first, red before yellow, the older first. */
export const byUrgency = (cards: readonly MatterCard[]): MatterCard[] =>
  [...cards].sort(
    (a, b) =>
      Number(a.state !== 'issued') - Number(b.state !== 'issued') ||
      WEIGHT[b.kind] - WEIGHT[a.kind] ||
      Date.parse(a.issuedAt) - Date.parse(b.issuedAt),
  );

/** `剩 1.5 个工作日` or `超期 2 个自然日`: days of the limit's own kind, to a tenth. */
export function daysLeft({ remainingDays, limitUnit }: Pick<MatterSummary, 'remainingDays' | 'limitUnit'>): {
  key: LeftKey;
  n: string;
} | null {
  if (remainingDays === null) return null;
  return { key: leftKey(remainingDays, limitUnit), n: days(remainingDays) };
}
