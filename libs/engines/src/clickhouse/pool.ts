import { Session } from 'chdb';

export interface Connection {
  readonly session: Session;
  /** current default database */
  database: string;
}

/** Connections of one engine. Each runs one statement at a time; callers wait for a free one. */
export class Pool {
  private readonly free: Connection[];
  private readonly waiting: ((connection: Connection) => void)[] = [];

  constructor(
    path: string,
    private readonly size: number,
  ) {
    this.free = Array.from({ length: size }, () => ({ session: new Session(path), database: 'default' }));
  }

  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = this.free.pop() ?? (await new Promise<Connection>((given) => this.waiting.push(given)));
    try {
      return await work(connection);
    } finally {
      const next = this.waiting.shift();
      if (next) next(connection);
      else this.free.push(connection);
    }
  }

  /** Waits for running statements. */
  async close(): Promise<void> {
    const all = await Promise.all(
      Array.from(
        { length: this.size },
        () =>
          new Promise<Connection>((given) => {
            const connection = this.free.pop();
            if (connection) given(connection);
            else this.waiting.push(given);
          }),
      ),
    );
    for (const { session } of all) session.close();
  }
}
