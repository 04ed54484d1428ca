import type { CountedDay, MatterCard, MatterSummary } from '@cockpit/contracts';
import type { Mark } from '../../design/marks';

/** How a matter stands with its time: one word, one shape. */
export type SlaStatus = 'red' | 'withdrawn' | 'yellow' | 'in-time' | 'no-clock' | 'closed' | 'closed-late';

export function slaStatusOf(matter: Pick<MatterSummary, 'closedAt' | 'overdue' | 'card' | 'dueAt'>): SlaStatus {
  if (matter.closedAt !== null) return matter.overdue ? 'closed-late' : 'closed';
  if (matter.card === 'red') return 'red';
  // an appeal has taken its card away: it is no red one, neither here nor where red ones are counted
  if (matter.overdue) return 'withdrawn';
  if (matter.card === 'yellow') return 'yellow';
  return matter.dueAt === null ? 'no-clock' : 'in-time';
}

export const markOf = (slaStatus: SlaStatus): Mark =>
  (
    {
      red: 'overloaded',
      withdrawn: 'off',
      yellow: 'busy',
      'in-time': 'normal',
      'no-clock': 'unknown',
      closed: 'idle',
      'closed-late': 'fault',
    } as const
  )[slaStatus];

export const markOfCard = (kind: MatterCard['kind']): Mark =>
  (
    {
      yellow: 'busy',
      'stage-yellow': 'busy',
      red: 'overloaded',
      'stage-red': 'overloaded',
      unattended: 'unknown',
    } as const
  )[kind];

/** As likely to miss its time as not, or likelier: the same line the count is drawn at. */
export const isAtRisk = ({ predictedOverdue }: Pick<MatterSummary, 'predictedOverdue'>): boolean =>
  predictedOverdue !== null && predictedOverdue >= 0.5;

/** Days with at most one decimal, no sign: `3`, `2.5`; half a tenth goes up, whether it is left or over. */
export const days = (value: number): string => String(Math.round(Math.abs(value) * 10) / 10);

export type LeftKey = `${'left' | 'over'}${'' | 'Working' | 'Calendar'}`;
/** Which words say what is left: days of the limit's own kind, as of two kinds in one list the order would look wrong without it. */
export const leftKey = (remainingDays: number, limitUnit: MatterSummary['limitUnit']): LeftKey => {
  const isWorking = limitUnit === 'working-days' || limitUnit === 'working-hours';
  const isCalendar = limitUnit === 'calendar-days' || limitUnit === 'hours';
  return `${remainingDays < 0 ? 'over' : 'left'}${isWorking ? 'Working' : isCalendar ? 'Calendar' : ''}`;
};

export interface RunningDay extends CountedDay {
  total: number;
}
/** The explanation with its running total; the last total is the figure above it. */
export function running(explanation: readonly CountedDay[]): RunningDay[] {
  let total = 0;
  return explanation.map((day) => {
    total += day.counted;
    // a sum of tenths of days must not end in …0004
    return { ...day, total: Math.round(total * 10_000) / 10_000 };
  });
}
