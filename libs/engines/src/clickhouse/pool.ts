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
    const connection = this.free.pop() ?? (await new Promise<Connection>((resolve) => this.waiting.push(resolve)));
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
    const connections = await Promise.all(
      Array.from(
        { length: this.size },
        () =>
          new Promise<Connection>((resolve) => {
            const connection = this.free.pop();
            if (connection) resolve(connection);
            else this.waiting.push(resolve);
          }),
      ),
    );
    for (const { session } of connections) session.close();
  }
}
