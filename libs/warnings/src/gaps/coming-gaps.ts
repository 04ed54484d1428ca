import type { DutyLevel, EscalationPolicy } from '@cockpit/contracts';
import { escalationOf, gapsOf, hallDayStart, zoneOffset, type HallConfig, type RosterShift } from '@cockpit/domain';
import type { DutyGap } from '../rules/duty-rule';

/** So far ahead somebody can still be found. */
export const AHEAD_MS = 2 * 3_600_000;

interface Asked {
  readonly hall: string;
  readonly timeZone: string;
  /** opening hours of the hall day it is */
  readonly day: string;
  readonly open: HallConfig['open'];
  readonly now: number;
  readonly levels: readonly DutyLevel[];
}

/** Whether somebody is needed now or soon: else nobody need ask for the roster. */
export const isNeededSoon = ({ open, now }: Pick<Asked, 'open' | 'now'>): boolean =>
  open.some(({ from, to }) => from < now + AHEAD_MS && to > now);

/** When nobody is on duty in a hall, at a moment of its day or soon after; nobody is missed in a twin, nor long before the doors open. */
export function gapsSoon(config: HallConfig, shifts: readonly RosterShift[], now: number): DutyGap[] {
  const { day, open, hall } = config;
  if (hall.twinOf !== undefined || !isNeededSoon({ open, now })) return [];
  const levels = escalationOf(config).levels.map(({ level }) => level);
  return comingGaps(shifts, { hall: hall.code, day, open, now, levels, timeZone: hall.timeZone });
}

/** The first gap at each level that is there now or begins soon. A level at which nobody is ever rostered is not missed: it is passed. */
export function comingGaps(shifts: readonly RosterShift[], asked: Asked): DutyGap[] {
  const { hall, timeZone, day, open, now, levels } = asked;
  const start = hallDayStart(day, timeZone);
  const clock = (at: number): string => {
    const minutes = Math.round((at + zoneOffset(at, timeZone) - start - zoneOffset(start, timeZone)) / 60_000);
    const two = (value: number): string => String(value).padStart(2, '0');
    return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  };
  return levels
    .filter((level) => shifts.some((shift) => shift.level === level))
    .flatMap((level) => {
      const gap = gapsOf(shifts, { level, place: { hall }, needed: open }).find(
        ({ from, to }) => from < now + AHEAD_MS && to > now,
      );
      return gap === undefined ? [] : [{ level, ...gap, clock: { from: clock(gap.from), to: clock(gap.to) } }];
    });
}

/** Who is told that nobody is on duty at a level: the levels above it; of the highest, all others from below. */
export function policyForGap(policy: EscalationPolicy, level: string): EscalationPolicy {
  const at = policy.levels.findIndex((one) => one.level === level);
  if (at < 0) return policy;
  const above = policy.levels.slice(at + 1);
  const levels = above.length > 0 ? above : policy.levels.filter((one) => one.level !== level);
  return levels.length === 0 ? policy : { ...policy, levels };
}
