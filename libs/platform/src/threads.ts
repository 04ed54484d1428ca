import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';

/** Functions that may run in a thread: they take and return plain data and share no state. */
type Functions<M> = { readonly [K in keyof M]: (input: never) => unknown };

/** A module whose functions run in a thread; the thread loads its file with all imports. */
export interface ThreadModule<M extends Functions<M>> {
  readonly file: string;
  /** type information only */
  readonly functions?: M;
}

/** a hall's machine has two cores: one thread leaves the other to the process */
const THREADS = 1;
/** a thread's modules use some 60 MB of memory */
const IDLE_MS = 30_000;

/**
 * Runs long computations outside the event loop. A blocked loop cannot renew leases and locks, so other processes would
 * take over its work and walls would freeze.
 */
@Injectable()
export class Threads implements OnApplicationShutdown {
  private pool: Piscina | null = null;

  /** @throws what the function throws, or {Error} when the process ends first */
  run<M extends Functions<M>, K extends keyof M & string>(
    { file: filename }: ThreadModule<M>,
    name: K,
    input: Parameters<M[K]>[0],
  ): Promise<Awaited<ReturnType<M[K]>>> {
    this.pool ??= new Piscina({ minThreads: 0, maxThreads: THREADS, idleTimeout: IDLE_MS, recordTiming: false });
    return this.pool.run(input, { filename, name }) as Promise<Awaited<ReturnType<M[K]>>>;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.destroy();
  }
}
