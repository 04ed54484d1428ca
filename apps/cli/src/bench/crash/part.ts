import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '@cockpit/engines';

export const COMPONENTS = ['ingest', 'writer', 'worker', 'api', 'redis', 'clickhouse', 'postgres'] as const;
export type Component = (typeof COMPONENTS)[number];

const TRIES = 40;
const AGAIN_MS = 300;

/** One process of the instance that is killed: started again whenever it ends, however it ended. */
export class Part {
  /** how often it ended without being asked to */
  ownEnds = 0;
  /** how long each start took, ms */
  readonly startedMs: number[] = [];
  private engine: Engine | undefined;
  private coming: Promise<void> | undefined;
  private stopped = false;
  private asked = false;
  private held: Promise<unknown> = Promise.resolve();

  constructor(
    readonly name: string,
    readonly component: Component,
    private readonly begin: () => Promise<Engine>,
    private readonly say: (line: string) => void,
  ) {}

  /** resolves when it answers */
  async up(): Promise<Engine> {
    this.coming ??= this.start();
    await this.coming;
    if (this.engine === undefined) throw new Error(`${this.name} does not run`);
    return this.engine;
  }

  /** @param signal another one than SIGKILL asks it to end in order; either way it is started again */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { pid, exited } = await this.up();
    this.asked = true;
    process.kill(pid, signal);
    await exited;
  }

  /** Kills it and lets it come back only after a while; resolves when it may. */
  async away(ms: number): Promise<void> {
    await this.up();
    this.held = sleep(ms);
    await this.kill();
    await this.held;
  }

  /** Stops it in its tracks for a while, as a machine under too much load does. */
  async freeze(ms: number): Promise<void> {
    const { pid } = await this.up();
    process.kill(pid, 'SIGSTOP');
    await sleep(ms);
    try {
      process.kill(pid, 'SIGCONT');
    } catch {
      // killed meanwhile
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.coming?.catch(() => undefined);
    await this.engine?.stop();
  }

  private async start(): Promise<void> {
    for (let attempt = 1; !this.stopped; attempt++) {
      try {
        const began = performance.now();
        const engine = await this.begin();
        this.startedMs.push(performance.now() - began);
        this.engine = engine;
        this.asked = false;
        void engine.exited.then((how) => {
          this.ended(engine, how);
        });
        return;
      } catch (error) {
        // what it stands on may have been killed as well
        if (attempt === TRIES) throw error;
        await sleep(AGAIN_MS);
      }
    }
  }

  private ended(engine: Engine, how: string): void {
    if (this.stopped) return;
    if (!this.asked) {
      this.ownEnds++;
      this.say(`${this.name} ended by itself: ${how}`);
    }
    // releases what the dead one held: its guard and pid file
    this.coming = engine
      .stop()
      .then(() => this.held)
      .then(() => this.start());
    this.coming.catch((error: unknown) => {
      this.say(`${this.name} does not come back: ${String(error)}`);
    });
  }
}
