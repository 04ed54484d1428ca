import { GAIN_AHEAD_MIN, type PredictedChange } from '@cockpit/contracts';

export interface Unanswered {
  /** epoch ms */
  readonly at: number;
  readonly gainMin: number;
  readonly queues: readonly string[];
  readonly predicted: Readonly<Record<string, PredictedChange>>;
}

/**
 * Whole minutes of waiting that prompts nobody answered were expected to save. What is prompted again for the same queue would have saved the
 * same waits: of prompts less than `GAIN_AHEAD_MIN` apart the one worth most counts.
 */
export function expectedOf(prompts: readonly Unanswered[]): number {
  const counted: { at: number; queue: string; gainMin: number }[] = [];
  for (const { at, gainMin, ...prompt } of prompts.toSorted((a, b) => b.gainMin - a.gainMin)) {
    const queue = helpedBy(prompt);
    if (!counted.some((one) => one.queue === queue && Math.abs(one.at - at) < GAIN_AHEAD_MIN * 60_000))
      counted.push({ at, queue, gainMin });
  }
  return Math.round(counted.reduce((sum, { gainMin }) => sum + gainMin, 0));
}

/** The queue whose waits fall most. */
function helpedBy({ queues, predicted }: Pick<Unanswered, 'queues' | 'predicted'>): string {
  const falls = Object.entries(predicted).map(
    ([queue, { beforeP50Sec, afterP50Sec }]) => [queue, beforeP50Sec - afterP50Sec] as const,
  );
  return falls.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? queues[0] ?? '';
}
