import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '@cockpit/engines';

export const ROLES = ['ingest', 'writer', 'worker', 'api'] as const;
export const ENGINES = ['redis', 'clickhouse', 'postgres'] as const;
export const COMPONENTS = [...ROLES, ...ENGINES] as const;
export type Component = (typeof COMPONENTS)[number];

/** a full disk, or a store that is away for minutes, lets nothing start */
const TRIES = 2_000;
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
  private still: Promise<void> = Promise.resolve();

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

  /** Stops it in its tracks for a while, as a machine under too much load does; one stop after the other. Killed meanwhile, it is over. */
  freeze(ms: number): Promise<void> {
    this.still = this.still.then(() => this.stand(ms));
    return this.still;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.still;
    await this.coming?.catch(() => undefined);
    await this.engine?.stop();
  }

  private async stand(ms: number): Promise<void> {
    const { pid, exited } = await this.up();
    signal([pid], 'SIGSTOP');
    // those that Postgres has started answer for it; it starts no more now
    const children = childrenOf(pid);
    signal(children, 'SIGSTOP');
    const isOver = new AbortController();
    const ended = await Promise.race([exited.then(() => true), sleep(ms, false, { signal: isOver.signal })]);
    isOver.abort();
    signal(ended ? children : [pid, ...children], 'SIGCONT');
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

function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').trim();
    return text === '' ? [] : text.split(' ').map(Number);
  } catch {
    return [];
  }
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // ended meanwhile
    }
  }
}
