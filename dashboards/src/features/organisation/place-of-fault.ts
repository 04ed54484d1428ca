/** The tabs of a place. */
export const TABS = [
  ...(['basics', 'hours', 'queues', 'slots', 'windows', 'terminals'] as const),
  ...(['plan', 'ways', 'lines', 'officers', 'rosters'] as const),
] as const;
export type Tab = (typeof TABS)[number];

export interface FaultPlace {
  readonly tab: Tab;
  /** counted from one; null: not in a list */
  readonly row: number | null;
  /** null: the row as a whole */
  readonly field: string | null;
}
const LISTS: Readonly<Record<string, Tab>> = {
  hours: 'hours',
  closures: 'hours',
  openings: 'hours',
  queues: 'queues',
  windows: 'windows',
  terminals: 'terminals',
  floorPlan: 'plan',
  bookingSlots: 'slots',
  phoneLines: 'lines',
};

/** Where on the page a fault is mended: `hall.windows.0.queues.1` is in the first row of the windows, in its queues. */
export function placeOfFault(path: string): FaultPlace {
  const steps = path.split('.');
  const within = steps[0] === 'hall' ? steps.slice(1) : steps;
  // the rows of a plan are its zones
  const [first = '', ...rest] = within[1] === 'zones' ? within.toSpliced(1, 1) : within;
  const [row, field] = rest;
  const isRow = row !== undefined && /^\d+$/.test(row);
  const tab = TABS.find((one) => one === first && one !== 'basics');
  if (steps[0] !== 'hall' && ['officers', 'rosters', 'ways', 'branches'].includes(first))
    return { tab: tab ?? 'queues', row: isRow ? Number(row) + 1 : null, field: field ?? null };
  const listed = LISTS[first] ?? tab;
  if (steps[0] === 'hall' && listed !== undefined)
    return { tab: listed, row: isRow ? Number(row) + 1 : null, field: field ?? null };
  return { tab: 'basics', row: null, field: first === '' ? null : first };
}
