import { message } from '@cockpit/contracts';
import type { MeasuredRule } from './rule';

/** A unit with its open matters, and how many of them are past their promise. */
export interface UnitMatters {
  readonly unit: string;
  readonly name: string;
  readonly open: number;
  readonly overdue: number;
}

const SHARE = 20;
/** Of so few every single one is a large share. */
const FEWEST = 5;

/** Rules about the matters of units, whatever the hall. */
export const UNIT_RULES: readonly MeasuredRule<{ units: readonly UnitMatters[] }>[] = [
  {
    key: 'unit-overdue',
    version: 1,
    severity: 'yellow',
    unit: '%',
    scope: 'unit',
    threshold: SHARE,
    forSec: 0,
    keepFiringSec: 600,
    fires: [
      `单位在办事项至少 ${String(FEWEST)} 件，其中超期 ≥ ${String(SHARE)}%；属全局`,
      `≥ ${String(SHARE)} % of a unit’s open matters, of at least ${String(FEWEST)}, are overdue; of the bureau`,
    ],
    clears: 0.8,
    read: ({ units }) =>
      units
        .filter(({ open }) => open >= FEWEST)
        .map(({ unit, name, open, overdue }) => {
          const value = Math.round((overdue / open) * 1000) / 10;
          return {
            scope: { kind: 'unit', code: unit },
            value,
            fire: SHARE,
            words: message('warning.unit-overdue', { unit: name, open, overdue, value }),
          };
        }),
  },
];
