import type { ClickHouseClient } from '@clickhouse/client';
import type { DataSource, EntityManager } from 'typeorm';

/** Every statement that is asked is written down; the answer is empty, unless a test says what is answered. */
export class Asked {
  readonly statements: { query: string; values: unknown }[] = [];
  private readonly answers: { part: string; rows: readonly unknown[]; times: number }[] = [];

  readonly clickhouse = {
    query: ({ query, query_params }: { query: string; query_params?: unknown }) => {
      const rows = this.ask(query, query_params);
      return Promise.resolve({ json: () => Promise.resolve(rows), text: () => Promise.resolve(''), stream: () => [] });
    },
    command: ({ query, query_params }: { query: string; query_params?: unknown }) => {
      this.ask(query, query_params);
      return Promise.resolve();
    },
    insert: ({ table, columns, values }: { table: string; columns?: readonly string[]; values: unknown }) => {
      // rows that name their columns themselves need no list of them
      this.ask(`INSERT INTO ${table}${columns === undefined ? '' : ` (${columns.join(', ')})`}`, values);
      return Promise.resolve();
    },
  } as unknown as ClickHouseClient;

  postgres = {
    query: (query: string, values: unknown) => Promise.resolve(this.ask(query, values)),
    transaction: (work: (manager: EntityManager) => Promise<unknown>) => work(this.manager),
  } as unknown as DataSource;

  /** a transaction on it, and what stores ask outside of one */
  manager = Object.assign(this.postgres, { manager: this.postgres }) as unknown as EntityManager;

  /**
   * What a statement with `part` in its text is answered: a store asks on only when it finds something.
   * @param times how often; then it is empty, for what is read until there is no more
   */
  answer(part: string, rows: readonly unknown[], times = Infinity): this {
    this.answers.push({ part, rows, times });
    return this;
  }

  ask(query: string, values: unknown): unknown[] {
    this.statements.push({ query, values });
    const answer = this.answers.find(({ part, times }) => times > 0 && query.includes(part));
    if (answer === undefined) return [];
    answer.times -= 1;
    return [...answer.rows];
  }
}
