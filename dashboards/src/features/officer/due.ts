import type { MatterCard, MatterSummary } from '@cockpit/contracts';
import { stamp, timeOfDay } from '../../shared/format';
import { days, leftKey, markOf, slaStatusOf, type LeftKey } from '../cases/sla-status';
import type { Mark } from '../../design/marks';

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

const HOUR_MS = 3_600_000;
const dayOf = (ms: number, zone: string): string => stamp(ms, zone).slice(0, 'YYYY-MM-DD'.length);

/** By the calendar of the office: whether an instant is of its today or its tomorrow, and the time of that day. */
export function dayWord(at: string, nowMs: number, zone: string): { day: 'today' | 'tomorrow' | null; time: string } {
  const ms = Date.parse(at);
  const day = dayOf(ms, zone);
  const word =
    day === dayOf(nowMs, zone) ? 'today' : dayOf(ms - 24 * HOUR_MS, zone) === dayOf(nowMs, zone) ? 'tomorrow' : null;
  return { day: word, time: word === null ? stamp(ms, zone) : timeOfDay(ms, zone) };
}

/** `剩 6 小时`, by the clock: of what is due today, parts of a working day say little. Null where it is over. */
export function clockLeft(at: string, nowMs: number): { key: 'leftHours' | 'leftMinutes'; n: number } | null {
  const leftMs = Date.parse(at) - nowMs;
  if (leftMs <= 0) return null;
  return leftMs < HOUR_MS
    ? { key: 'leftMinutes', n: Math.max(1, Math.floor(leftMs / 60_000)) }
    : { key: 'leftHours', n: Math.floor(leftMs / HOUR_MS) };
}

/** How pressing a matter is: as its card says, and what is due today stands out before there is one. */
export function markOfDue(
  matter: Parameters<typeof slaStatusOf>[0] & Pick<MatterSummary, 'paused'>,
  isToday: boolean,
): Mark {
  const mark = markOf(slaStatusOf(matter));
  return isToday && !matter.paused && mark === 'normal' ? 'busy' : mark;
}
