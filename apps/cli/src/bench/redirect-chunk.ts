import { makeDay, playPolicy, WaitHistogram, type DayScore, type PolicyKey, type Scenario } from '@cockpit/domain';

/** A share of the days, for one process. */
export interface Chunk {
  readonly scenario: Scenario;
  readonly days: readonly number[];
  readonly policies: readonly PolicyKey[];
}

export interface ChunkResult {
  readonly policy: PolicyKey;
  readonly scores: DayScore[];
  readonly bins: Uint32Array;
  readonly decisionsMs: number[];
}

/** Plays every day of a chunk under every policy; the same visitors for all of them. */
export function playChunk(chunk: Chunk, onDay: (day: number) => void = () => undefined): ChunkResult[] {
  const runs = chunk.policies.map((policy) => ({ policy, scores: [] as DayScore[], histogram: new WaitHistogram(), decisionsMs: [] as number[] }));
  for (const id of chunk.days) {
    const day = makeDay(chunk.scenario, id);
    for (const run of runs) {
      const { policy, histogram, decisionsMs } = run;
      run.scores.push(playPolicy(day, policy, { histogram, clock: () => performance.now(), onDecisionMs: (ms) => decisionsMs.push(ms) }));
    }
    onDay(id);
  }
  return runs.map(({ policy, scores, histogram, decisionsMs }) => ({ policy, scores, bins: histogram.bins, decisionsMs: decisionsMs }));
}
