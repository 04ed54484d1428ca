import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';

/** Functions of a module that may run in a thread: they take and give plain data, and touch nothing else. */
type Functions<M> = { readonly [K in keyof M]: (input: never) => unknown };

/** A module whose functions run in a thread. Its file is loaded there, with all that it imports. */
export interface ThreadModule<M extends Functions<M>> {
  readonly file: string;
  /** only tells the compiler which functions there are */
  readonly functions?: M;
}

/** two cores serve a hall: one thread leaves the other to the process itself */
const THREADS = 1;
/** a thread holds its modules in memory, some 60 MB */
const IDLE_MS = 30_000;

/**
 * Runs what computes for seconds outside the event loop. The loop renews leases and locks and answers people: while it is busy, others take
 * over the work of this process, and walls stand still.
 */
@Injectable()
export class Threads implements OnApplicationShutdown {
  private pool: Piscina | null = null;

  /** @throws what the function throws; or {Error} when the process ends before it is done */
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
