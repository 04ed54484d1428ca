import type { HallPlan } from '@cockpit/contracts';
import { isMoved } from './gantt';
import type { ShownAbsence } from './plan-change';

/** How far a plan has come: an officer works by none that was not told to the windows. */
export type PlanStage = 'draft' | 'adopted' | 'issued';
/** @param moves absences moved by hand since it was kept: as it is shown then, nobody has adopted it */
export const stageOf = ({ adopted, issued }: Pick<HallPlan, 'adopted' | 'issued'>, moves: number): PlanStage =>
  moves > 0 || adopted === undefined ? 'draft' : issued === undefined ? 'adopted' : 'issued';

/**
 * What the plan is compared with: what officers work by until they are told otherwise, the roster or this plan as it was told; or just the roster,
 * where they work by the plan itself, or by another one told before it.
 */
export type Against = 'rosterInForce' | 'planInForce' | 'roster';
export function againstOf({ issued, inForce }: Pick<HallPlan, 'issued' | 'inForce'>, moves: number): Against {
  if (issued !== undefined) return moves > 0 ? 'planInForce' : 'roster';
  return inForce?.issued === undefined ? 'rosterInForce' : 'roster';
}

interface Time {
  /** epoch ms */
  from: number;
  until: number;
}
export interface SheetAbsence {
  kind: ShownAbsence['kind'];
  before: Time;
  /** null: its officer has had it, or has gone: nothing of it is planned any more */
  planned: Time | null;
  /** ahead: it can still be taken by the plan; past: by the clock alone, where nobody was told of the plan it says nothing of who was away */
  state: 'ahead' | 'past' | 'dropped';
  isMoved: boolean;
}
interface SheetRow {
  windowId: string;
  number: string;
  absences: SheetAbsence[];
  /** how many are at another time */
  moved: number;
}

/** A line for each window, those that stay as they are too: everybody finds the own one. Each absence as it was beside as it is planned. */
export function sheetOf(absences: readonly ShownAbsence[], against: Against, now: number | null): SheetRow[] {
  const rows = new Map<string, ShownAbsence[]>();
  for (const one of absences) rows.set(one.windowId, [...(rows.get(one.windowId) ?? []), one]);
  return [...rows.values()]
    .map((own) => {
      const shown = own.map((one) => asShown(one, against, now)).sort((a, b) => a.before.from - b.before.from);
      const { windowId = '', number = '' } = own[0] ?? {};
      return { windowId, number, absences: shown, moved: shown.filter((one) => one.isMoved).length };
    })
    .sort((a, b) => a.number.localeCompare(b.number, undefined, { numeric: true }));
}

function asShown(one: ShownAbsence, against: Against, now: number | null): SheetAbsence {
  const { kind, over, planned: kept } = one;
  const [from, until] = [Date.parse(one.from), Date.parse(one.until)];
  const was = against === 'planInForce' ? (kept ?? one.from) : isMoved(one) ? (one.rosteredFrom ?? one.from) : one.from;
  const before = Date.parse(was);
  const state = over !== true ? 'ahead' : now !== null && from > now ? 'dropped' : 'past';
  return {
    kind,
    state,
    before: { from: before, until: before + until - from },
    planned: state === 'dropped' ? null : { from, until },
    isMoved: state === 'ahead' && before !== from,
  };
}
