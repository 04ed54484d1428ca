import { message } from '@cockpit/contracts';
import type { HallMinute } from './hall-minute';
import type { MeasuredRule } from './rule';

/** Percent of what has come due. */
const SHARE = 30;
/** Of fewer orders a share says nothing. */
const LEAST = 3;
const NAMED = 5;

/** Of a sent plan only what was done or missed counts: who said that they cannot has been heard. */
export const PLAN_RULE: MeasuredRule<HallMinute> = {
  key: 'plan-not-followed',
  version: 1,
  severity: 'yellow',
  unit: '%',
  scope: 'hall',
  threshold: SHARE,
  forSec: 60,
  keepFiringSec: 300,
  fires: [
    `已下发方案中到了时间的安排（至少 3 项）未照办的 ≥ ${String(SHARE)}%`,
    `of what a sent plan has ordered by now, three things at least, ≥ ${String(SHARE)} % not followed`,
  ],
  clears: 0.5,
  read: ({ plan }) => {
    if (plan === undefined) return [];
    const { due, missed } = plan;
    return [
      {
        scope: { kind: 'hall', code: 'plan' },
        value: due < LEAST ? 0 : Math.round((100 * missed.length) / due),
        fire: SHARE,
        words: message('warning.plan-not-followed', {
          due,
          missed: missed.length,
          windows: [...new Set(missed)].slice(0, NAMED),
        }),
      },
    ];
  },
};
