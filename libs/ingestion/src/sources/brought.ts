import { hallOf } from '@cockpit/contracts';
import type { Candidate } from '../pipeline/candidate';
import { STRAY_MS, type Brought } from './tallies';

/** Summary of a request whose events are all accepted or rejected. */
export function broughtBy(candidates: readonly Candidate[], rejected: number): Brought {
  const brought: Brought & { sequences: Map<string, { min: number; max: number; fresh: number }> } = {
    received: rejected,
    accepted: 0,
    rejected,
    newest: null,
    earliest: null,
    stray: 0,
    sequences: new Map(),
  };
  for (const { drop, event, logged, sequence, fresh } of candidates) {
    if (drop !== undefined || event === undefined) continue;
    brought.accepted += 1;
    if (brought.newest === null || event.time > brought.newest) brought.newest = event.time;
    if (brought.earliest === null || event.time < brought.earliest.time)
      brought.earliest = { time: event.time, hall: hallOf(event) ?? '' };
    if (sequence !== undefined && logged !== undefined && fresh === true)
      numbered(brought.sequences, logged.ceSource, sequence);
  }
  brought.received += brought.accepted;
  const limit = (brought.newest ?? 0) - STRAY_MS;
  if ((brought.earliest?.time ?? 0) < limit)
    brought.stray = candidates.filter(
      ({ drop, event }) => drop === undefined && event !== undefined && event.time < limit,
    ).length;
  return brought;
}

function numbered(
  runs: Map<string, { min: number; max: number; fresh: number }>,
  ceSource: string,
  sequence: number,
): void {
  const run = runs.get(ceSource);
  if (run === undefined) {
    runs.set(ceSource, { min: sequence, max: sequence, fresh: 1 });
    return;
  }
  run.min = Math.min(run.min, sequence);
  run.max = Math.max(run.max, sequence);
  run.fresh += 1;
}
