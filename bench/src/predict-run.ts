import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { PolicyKey, Scenario } from '@cockpit/domain';
import { predictChunk, type PredictChunk, type PredictChunkResult, type QuotedWait } from './predict-chunk';

/** Minutes and shares 0–1. */
export interface PredictBench {
  readonly mae: number;
  readonly within5: number;
  readonly p90Coverage: number;
  /** of quotes whose P50 is over 15 minutes; null when there is none */
  readonly p90CoverageOver15: number | null;
  readonly n: number;
}

export interface PredictRunOptions {
  readonly scenario: Scenario;
  readonly policy: PolicyKey;
  readonly first: number;
  readonly last: number;
  readonly onProgress?: (done: number, all: number) => void;
  /** Threads; by default one a core. From source (tests) everything runs in this one. */
  readonly processes?: number;
  readonly warmUp?: { readonly days: number; readonly quoted: number };
  readonly paths?: number;
}

/** The days before the first one asked for, as a hall in service has them behind it; only their events are learned from. */
const WARM_UP = { days: 20, quoted: 8 };
/** Days that learn from one another; fixed, so that the figures do not depend on the number of cores. */
const CHUNK_DAYS = 25;
const PATHS = 40;

export async function runPredictBench(options: PredictRunOptions): Promise<PredictBench> {
  const { scenario, policy, first, last, paths = PATHS, warmUp = WARM_UP } = options;
  const report = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const all = warmUp.days + report.length;
  let done = 0;
  const onDay = (): void => {
    done += 1;
    options.onProgress?.(done, all);
  };
  const before = Array.from(
    { length: warmUp.days },
    (_, i) => (first > warmUp.days ? first - warmUp.days : 900_001) + i,
  );
  const { past } = predictChunk(
    { scenario, policy, days: before, past: null, silentDays: warmUp.days - warmUp.quoted, paths },
    onDay,
  );
  const chunks: PredictChunk[] = [];
  for (let i = 0; i < report.length; i += CHUNK_DAYS)
    chunks.push({ scenario, policy, days: report.slice(i, i + CHUNK_DAYS), past, silentDays: 0, paths });
  const results = await runChunks(
    chunks,
    options.processes ?? (__filename.endsWith('.ts') ? 1 : availableParallelism()),
    onDay,
  );
  return judgeQuotes(results.flatMap((r) => r.waits));
}

export function judgeQuotes(waits: readonly QuotedWait[]): PredictBench {
  const share = (part: readonly QuotedWait[], holds: (w: QuotedWait) => boolean): number =>
    part.length === 0 ? 0 : part.filter(holds).length / part.length;
  const long = waits.filter((w) => w.p50 > 15);
  const covered = (w: QuotedWait): boolean => w.real <= w.p90;
  return {
    mae: waits.length === 0 ? 0 : waits.reduce((sum, w) => sum + Math.abs(w.p50 - w.real), 0) / waits.length,
    within5: share(waits, (w) => Math.abs(w.p50 - w.real) <= 5),
    p90Coverage: share(waits, covered),
    p90CoverageOver15: long.length === 0 ? null : share(long, covered),
    n: waits.length,
  };
}

async function runChunks(
  chunks: readonly PredictChunk[],
  processes: number,
  onDay: () => void,
): Promise<PredictChunkResult[]> {
  const results: PredictChunkResult[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < chunks.length; i = next++) {
      const chunk = chunks[i];
      if (chunk !== undefined) results[i] = processes <= 1 ? predictChunk(chunk, onDay) : await inWorker(chunk, onDay);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(processes, chunks.length)) }, work));
  return results;
}

type Message = { day: number } | { result: PredictChunkResult };

function inWorker(chunk: PredictChunk, onDay: () => void): Promise<PredictChunkResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(require.resolve('./predict-worker'), { workerData: chunk });
    worker.on('message', (message: Message) => {
      if ('day' in message) onDay();
      else resolve(message.result);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code !== 0) reject(new Error(`a benchmark thread ended with code ${String(code)}`));
    });
  });
}
