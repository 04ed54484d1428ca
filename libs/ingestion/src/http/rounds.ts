export interface RoundLimits {
  /** concurrent work of one source, and of all sources */
  perSource: number;
  all: number;
  /** concurrent long work of all sources; each source has at most one */
  long: number;
}

interface Waiting {
  long: boolean;
  go: () => void;
}
interface Line {
  running: number;
  long: number;
  waiting: Waiting[];
}

/**
 * Round-robin scheduler over sources: each source has a queue, and queues are served in turn. Within a queue short work
 * may pass long work that waits for a long place.
 */
export class Rounds {
  private readonly lines = new Map<string, Line>();
  private running = 0;
  private long = 0;

  constructor(private readonly limits: RoundLimits) {}

  /**
   * Waits for a place.
   * @returns function that frees the place; call it exactly once
   */
  async acquire(source: string, long: boolean): Promise<() => void> {
    const line = this.lines.get(source) ?? { running: 0, long: 0, waiting: [] };
    this.lines.set(source, line);
    // requests of one source keep their order: if earlier ones could run, they would run already
    if (this.mayRun(line, long)) this.start(line, long);
    else await new Promise<void>((go) => line.waiting.push({ long, go }));
    return () => {
      this.stop(source, line, long);
    };
  }

  private mayRun(line: Line, long: boolean): boolean {
    if (line.running >= this.limits.perSource || this.running >= this.limits.all) return false;
    return !long || (line.long === 0 && this.long < this.limits.long);
  }

  private start(line: Line, long: boolean): void {
    this.running += 1;
    line.running += 1;
    if (!long) return;
    this.long += 1;
    line.long += 1;
  }

  private stop(source: string, line: Line, long: boolean): void {
    this.running -= 1;
    line.running -= 1;
    if (long) {
      this.long -= 1;
      line.long -= 1;
    }
    this.next();
    if (line.running === 0 && line.waiting.length === 0) this.lines.delete(source);
  }

  /** Serves each queue once per round; a served queue goes to the end. */
  private next(): void {
    for (let served = true; served;) {
      served = false;
      for (const [source, line] of [...this.lines]) {
        const place = line.waiting.findIndex(({ long }) => this.mayRun(line, long));
        const [first] = place === -1 ? [] : line.waiting.splice(place, 1);
        if (first === undefined) continue;
        this.start(line, first.long);
        this.lines.delete(source);
        this.lines.set(source, line);
        first.go();
        served = true;
      }
    }
  }
}
