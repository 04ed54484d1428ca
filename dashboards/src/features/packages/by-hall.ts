import type { PackageReport } from '@cockpit/contracts';

export interface HallLine {
  /** null: of no hall */
  hall: string | null;
  open: number;
  handled: number;
  onTime: number;
  incomplete: number;
  steps: number;
  trips: number;
}

/** What each hall handled of all packages, or of one; whoever handled most comes first. */
export function byHall({ items, places }: Pick<PackageReport, 'items' | 'places'>, of: string): HallLine[] {
  const saved = new Map(items.map((one) => [one.code, one.saved ?? { steps: 0, trips: 0 }]));
  const lines = new Map<string | null, HallLine>();
  for (const place of places) {
    if (of !== '' && place.package !== of) continue;
    const line = lines.get(place.hall) ?? {
      hall: place.hall,
      open: 0,
      handled: 0,
      onTime: 0,
      incomplete: 0,
      steps: 0,
      trips: 0,
    };
    const { steps, trips } = saved.get(place.package) ?? { steps: 0, trips: 0 };
    lines.set(place.hall, {
      hall: place.hall,
      open: line.open + place.open,
      handled: line.handled + place.handled,
      onTime: line.onTime + place.onTime,
      incomplete: line.incomplete + place.incomplete,
      steps: line.steps + steps * place.handled,
      trips: line.trips + trips * place.handled,
    });
  }
  return [...lines.values()].sort(
    (a, b) => b.handled - a.handled || b.open - a.open || ((a.hall ?? '') < (b.hall ?? '') ? -1 : 1),
  );
}
