import type { LawVisit } from '@cockpit/contracts';
import type { Load, WindowSums } from './law-facts';
import type { Sides } from './law';

/** Tickets that overlap at a window, or are served while it says that it is paused, are counted by one side only. */
const SERVICE_TOLERANCE = 0.01;
const tolerance = (busySec: number): number => Math.max(60, busySec * SERVICE_TOLERANCE);

/**
 * Busy time of windows against the visits served there. A visit whose end nobody told takes its own window out of the hall's sum and
 * no other: that window is held against its visits alone, and the visits are named.
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
  // where the day itself is the reason, no visit is: those who are at a window now have no end yet
  const unclear = (excuse ?? null) === null ? stays.filter(({ endless }) => endless.length > 0) : [];
  const sum = (of: readonly WindowSums[], value: (stay: WindowSums) => number): number =>
    of.reduce((total, stay) => total + value(stay), 0);
  const law = { law: 'busy-service', hall, day, unit: 'seconds' } as const;
  const clear = busySec - sum(unclear, ({ window }) => busyAt(window));
  return [
    {
      ...law,
      tolerance: tolerance(clear),
      left: clear,
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
      visits: named(window, endless),
    })),
  ];
}

const named = (windowId: string, endless: WindowSums['endless']): LawVisit[] =>
  [...endless]
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    .map(([ticketId, calledAt]) => ({ ticketId, windowId, calledAt: new Date(calledAt).toISOString() }));
