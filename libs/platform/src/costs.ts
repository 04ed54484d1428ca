/** Total cost of one kind of work since the process started. */
export interface Cost {
  runs: number;
  /** total duration, waiting included */
  seconds: number;
}

const MOST_LABELS = 2_000;

/**
 * Costs of each job, timer and statement of this process by label (`job:pulse`, `postgres:SELECT matter_clock`).
 * Counting costs one map look-up, so it is always on; a regression shows as a label that runs more often.
 */
export class Costs {
  private readonly byLabel = new Map<string, Cost>();

  add(label: string, ms = 0): void {
    const cost = this.byLabel.get(label);
    if (cost !== undefined) {
      cost.runs += 1;
      cost.seconds += ms / 1000;
    } else if (this.byLabel.size < MOST_LABELS) this.byLabel.set(label, { runs: 1, seconds: ms / 1000 });
  }

  /** Counts failed work too. */
  async timed<T>(label: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.add(label, performance.now() - began);
    }
  }

  all(): ReadonlyMap<string, Readonly<Cost>> {
    return this.byLabel;
  }
}

/** Shared by everything in this process. */
export const costs = new Costs();

const labels = new Map<string, string>();

/** Returns `VERB table` of a statement. Results are cached because the product has few distinct statements. */
export function statementLabel(text: string): string {
  const cached = labels.get(text);
  if (cached !== undefined) return cached;
  const bare = text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').trim();
  const verb = /^\w+/.exec(bare)?.[0].toUpperCase() ?? '?';
  const table = /\b(?:FROM|INTO|UPDATE)\s+(?:ONLY\s+)?"?(?!unnest|jsonb_|\()(\w+)/i.exec(bare)?.[1];
  const label = table === undefined ? verb : `${verb} ${table}`;
  if (labels.size < MOST_LABELS) labels.set(text, label);
  return label;
}
