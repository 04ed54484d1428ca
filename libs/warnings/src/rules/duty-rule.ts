import { message, part, type DutyLevel } from '@cockpit/contracts';
import type { MeasuredRule } from './rule';

/** A stretch of the opening hours in which nobody is on duty at a level. */
export interface DutyGap {
  readonly level: DutyLevel;
  /** epoch ms */
  readonly from: number;
  readonly to: number;
  /** the same on the hall's clock, `HH:mm` */
  readonly clock: { readonly from: string; readonly to: string };
}

export const DUTY_GAP = 'duty-gap';
const MINUTE_MS = 60_000;

/** Nobody on duty, now or soon: told to the level above, for the one concerned is not there. */
export const DUTY_RULE: MeasuredRule<{ dutyGaps: readonly DutyGap[] }> = {
  key: DUTY_GAP,
  version: 1,
  severity: 'yellow',
  unit: 'min',
  scope: 'hall',
  threshold: 1,
  forSec: 0,
  keepFiringSec: 0,
  fires: [
    '值班表某一级现在或开放时间的今后 2 小时内无人值班；通知上一级',
    'nobody on duty at a level of the roster, now or within 2 h of opening; told to the level above',
  ],
  firesShort: ['无人值班', 'nobody on duty'],
  clears: ['有人值班', 'somebody is on duty'],
  read: ({ dutyGaps }) =>
    dutyGaps.map(({ level, from, to, clock }) => ({
      scope: { kind: 'hall', code: level },
      value: Math.max(1, Math.round((to - from) / MINUTE_MS)),
      fire: 1,
      words: message('warning.duty-gap', { level: part(`duty-level.${level}`, {}), from: clock.from, to: clock.to }),
    })),
};
