import { setTimeout as sleep } from 'node:timers/promises';
import { DirectoryFault, type Engine } from '@cockpit/engines';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;
/** after this lifetime a failure counts as new and pauses start small again */
const SETTLED_MS = 60_000;
const DONE = 'code 0';

/** Keeps one process running: restarts it when it dies, first at once, then with growing pauses. */
export class SupervisedProcess {
  private current: Engine | undefined;
  private readonly stopping = new AbortController();
  private watching: Promise<void> | undefined;

  constructor(
    readonly name: string,
    private readonly start: () => Promise<Engine>,
    private readonly say: (line: string) => void,
    /** a successful exit is final */
    private readonly ends = false,
  ) {}

  /** @throws when the very first start fails, because a retry would not help */
  async begin(): Promise<Engine> {
    const engine = await this.start();
    this.current = engine;
    this.watching = this.watch(engine);
    return engine;
  }

  get pid(): number | undefined {
    return this.current?.pid;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.current?.stop();
    await this.watching;
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async watch(first: Engine): Promise<void> {
    let engine = first;
    let pause = FIRST_PAUSE_MS;
    for (;;) {
      const began = Date.now();
      const how = await engine.exited;
      if (this.isStopping()) return;
      if (this.ends && how === DONE) {
        await engine.stop();
        return;
      }
      if (Date.now() - began > SETTLED_MS) pause = FIRST_PAUSE_MS;
      this.say(`${this.name} ended (${how}); starting it again`);
      // releases what the dead process held: its guard and pid file
      await engine.stop();
      const next = await this.again(pause);
      if (!next) return;
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      engine = next;
    }
  }

  private async again(firstPause: number): Promise<Engine | undefined> {
    for (let pause = firstPause; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await sleep(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.isStopping()) return undefined;
      try {
        const engine = await this.start();
        this.current = engine;
        if (this.isStopping()) await engine.stop();
        this.say(`${this.name} is back (pid ${String(engine.pid)})`);
        return engine;
      } catch (error) {
        this.say(`${this.name} did not come back: ${error instanceof Error ? error.message : String(error)}`);
        // a person must check the files first
        if (error instanceof DirectoryFault) return undefined;
      }
    }
  }
}
