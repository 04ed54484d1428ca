import type { HallDoc } from '@cockpit/contracts';
import type { Rect } from './free-room';

/** Everything in shares of the plan's width and height (0–1), so that it can be drawn at any size. */
export interface PlanLayout {
  aspect: number;
  /** where the drawing that lies under it is fetched; null: none does */
  drawing: string | null;
  zones: (Rect & { code: string; name: string; kind?: 'waiting' | 'entrance' })[];
  windows: { id: string; number: string; zone: string | null; left: number; top: number }[];
  terminals: { id: string; name: string; zone: string | null; left: number; top: number }[];
  /** largest size of a window's mark with which no two touch */
  mark: { width: number; height: number };
}

/** Where a drawing of a hall is fetched. */
export const drawingAt = (hall: string, drawing: string): string =>
  `/v1/halls/${encodeURIComponent(hall)}/drawings/${drawing}`;

/** Larger and a mark hides the hall it stands in. */
const MOST = 0.06;

/**
 * The floor plan as the organisation drew it; null unless every window of the hall is on it.
 * `x`, `y` of a window are the middle of its mark.
 */
export function planLayout(
  doc: Pick<HallDoc, 'code' | 'floorPlan' | 'windows' | 'terminals'>,
  windowIds: readonly string[],
): PlanLayout | null {
  const { floorPlan: plan } = doc;
  if (!plan || windowIds.length === 0) return null;
  const windows = doc.windows.flatMap(({ id, number, zone, x, y }) =>
    x === undefined || y === undefined
      ? []
      : [{ id, number, zone: zone ?? null, left: x / plan.width, top: y / plan.height }],
  );
  const placed = new Set(windows.map(({ id }) => id));
  if (!windowIds.every((id) => placed.has(id))) return null;
  const aspect = plan.width / plan.height;
  const side = Math.min(...marksApart(windows, aspect).values());
  return {
    aspect,
    windows,
    drawing: plan.drawing === undefined ? null : drawingAt(doc.code, plan.drawing),
    terminals: doc.terminals.flatMap(({ id, name, zone, x, y }) =>
      x === undefined || y === undefined
        ? []
        : [{ id, name, zone: zone ?? null, left: x / plan.width, top: y / plan.height }],
    ),
    mark: { width: side, height: side * aspect },
    zones: plan.zones.map((zone) => ({
      code: zone.code,
      name: zone.name,
      ...(zone.kind === undefined ? {} : { kind: zone.kind }),
      left: zone.x / plan.width,
      top: zone.y / plan.height,
      width: zone.w / plan.width,
      height: zone.h / plan.height,
    })),
  };
}

/** Largest side of each window's square mark in shares of the width with which none touches another, by its id. */
export function marksApart(windows: PlanLayout['windows'], aspect: number): Map<string, number> {
  return new Map(
    windows.map((a) => [
      a.id,
      windows.reduce(
        (side, b) =>
          a === b ? side : Math.min(side, Math.max(Math.abs(a.left - b.left), Math.abs(a.top - b.top) / aspect) * 0.92),
        MOST,
      ),
    ]),
  );
}
