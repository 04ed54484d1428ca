import type { LawVisit } from '@cockpit/contracts';
import type { Load, WindowSums } from './law-facts';
import type { Sides } from './law';

/** Overlapping tickets and service during a pause are counted on one side only. */
const SERVICE_TOLERANCE = 0.01;
const tolerance = (busySec: number): number => Math.max(60, busySec * SERVICE_TOLERANCE);

/**
 * Compares the busy time of windows with the visits served there. A window with visits of unknown end is taken out of
 * the hall's sum and compared alone, with these visits listed.
 */
export function busyService({
  hall,
  day,
  busySec,
  load,
  stays,
  excuse,
}: {
  hall: string;
  day: string;
  busySec: number;
  load: Load | undefined;
  stays: readonly WindowSums[];
  excuse: Sides['excuse'];
}): Sides[] {
  const busyAt = (window: string): number => load?.byWindow[window] ?? 0;
  // with an excuse for the whole day no window is singled out: visits in progress have no end yet
  const unclear = (excuse ?? null) === null ? stays.filter(({ endless }) => endless.length > 0) : [];
  const sum = (rows: readonly WindowSums[], value: (stay: WindowSums) => number): number =>
    rows.reduce((total, stay) => total + value(stay), 0);
  const law = { law: 'busy-service', hall, day, unit: 'seconds' } as const;
  const clearSec = busySec - sum(unclear, ({ window }) => busyAt(window));
  return [
    {
      ...law,
      tolerance: tolerance(clearSec),
      left: clearSec,
      right: sum(
        stays.filter((stay) => !unclear.includes(stay)),
        ({ spent }) => spent,
      ),
      excuse: excuse ?? null,
    },
    ...unclear.map(({ window, spent, endless }): Sides => ({
      ...law,
      of: window,
      tolerance: tolerance(busyAt(window)),
      left: busyAt(window),
      right: spent,
      excuse: 'no-end-known',
      visits: visitsOf(window, endless),
    })),
  ];
}

const visitsOf = (windowId: string, endless: WindowSums['endless']): LawVisit[] =>
  [...endless]
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    .map(([ticketId, calledAt]) => ({ ticketId, windowId, calledAt: new Date(calledAt).toISOString() }));
