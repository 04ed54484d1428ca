import { makeDay, playPolicy, type DayScore, type PolicyKey, type Scenario } from '@cockpit/domain';

/** A share of the days, for one process. */
export interface Chunk {
  readonly scenario: Scenario;
  readonly days: readonly number[];
  readonly policies: readonly PolicyKey[];
}

export interface ChunkResult {
  readonly policy: PolicyKey;
  readonly scores: DayScore[];
  readonly decisionsMs: number[];
}

/** Plays every day of a chunk under every policy; the same visitors for all of them. */
export function playChunk(chunk: Chunk, onDay: (day: number) => void = () => undefined): ChunkResult[] {
  const runs = chunk.policies.map((policy): ChunkResult => ({ policy, scores: [], decisionsMs: [] }));
  for (const id of chunk.days) {
    const day = makeDay(chunk.scenario, id);
    for (const { policy, scores, decisionsMs } of runs) {
      scores.push(
        playPolicy(day, policy, { clock: () => performance.now(), onDecisionMs: (ms) => decisionsMs.push(ms) }),
      );
    }
    onDay(id);
  }
  return runs;
}
