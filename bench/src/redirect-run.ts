import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { summarise, type DayScore, type PolicyKey, type PolicySummary, type Scenario } from '@cockpit/domain';
import { playChunk, type Chunk, type ChunkResult } from './redirect-chunk';

export interface RedirectBench {
  readonly scenario: string;
  readonly days: { readonly first: number; readonly last: number };
  readonly tickets: number;
  readonly policies: Partial<Record<PolicyKey, PolicySummary>>;
}

export interface RunOptions {
  readonly scenario: Scenario;
  readonly first: number;
  readonly last: number;
  readonly policies: readonly PolicyKey[];
  /** Called after each finished day of any process. */
  readonly onProgress?: (done: number, all: number) => void;
  /** Processes; by default one a core. From source (tests) everything runs in this one. */
  readonly processes?: number;
}

/** Plays the days under the policies, on all cores, and adds up. Yardsticks that figures refer to are always played. */
export async function runRedirectBench(options: RunOptions): Promise<RedirectBench> {
  const { scenario, first, last } = options;
  const all = last - first + 1;
  const policies = [...new Set<PolicyKey>(['A', 'Gstar', ...options.policies])];
  const wanted = options.processes ?? (__filename.endsWith('.ts') ? 1 : availableParallelism());
  const processes = Math.max(1, Math.min(wanted, all));
  let done = 0;
  const onDay = (): void => {
    done += 1;
    options.onProgress?.(done, all);
  };
  // Days are dealt out like cards, so that every process has its part of the heavy ones.
  const chunks = Array.from({ length: processes }, (_, p): Chunk => ({
    scenario,
    policies,
    days: Array.from({ length: all }, (_unused, i) => first + i).filter((_day, i) => i % processes === p),
  }));
  const parts =
    processes === 1
      ? chunks.map((chunk) => playChunk(chunk, onDay))
      : await Promise.all(chunks.map((chunk) => inWorker(chunk, onDay)));
  const merged = new Map(
    policies.map((policy) => [policy, merge(parts.flat().filter((part) => part.policy === policy))]),
  );
  const base = merged.get('A')?.scores ?? [];
  const ideal = merged.get('Gstar')?.scores;
  const rows: Partial<Record<PolicyKey, PolicySummary>> = {};
  for (const policy of options.policies) {
    const run = merged.get(policy);
    if (run !== undefined) rows[policy] = summarise(run.scores, base, ideal, run.decisionsMs);
  }
  return {
    scenario: scenario.name,
    days: { first, last },
    tickets: base.reduce((sum, s) => sum + s.tickets, 0),
    policies: rows,
  };
}

function merge(parts: readonly ChunkResult[]): { scores: DayScore[]; decisionsMs: number[] } {
  return {
    scores: parts.flatMap((p) => p.scores).sort((a, b) => a.day - b.day),
    decisionsMs: parts.flatMap((p) => p.decisionsMs),
  };
}

type Message = { day: number } | { results: ChunkResult[] };

function inWorker(chunk: Chunk, onDay: () => void): Promise<ChunkResult[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(require.resolve('./redirect-worker'), { workerData: chunk });
    worker.on('message', (message: Message) => {
      if ('day' in message) onDay();
      else resolve(message.results);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code !== 0) reject(new Error(`a benchmark process ended with code ${String(code)}`));
    });
  });
}
