import type { ClickHouseClient } from '@clickhouse/client';
import type { DataSource, EntityManager } from 'typeorm';

/** Every statement that is asked is written down; the answer is always empty. */
export class Asked {
  readonly statements: { query: string; values: unknown }[] = [];

  readonly clickhouse = {
    query: ({ query, query_params }: { query: string; query_params?: unknown }) => {
      this.statements.push({ query, values: query_params });
      return Promise.resolve({ json: () => Promise.resolve([]), stream: () => [] });
    },
  } as unknown as ClickHouseClient;

  readonly postgres = {
    query: (query: string, values: unknown) => {
      this.statements.push({ query, values });
      return Promise.resolve([]);
    },
  } as unknown as DataSource;

  /** a transaction on it, and what stores ask outside of one */
  readonly manager = Object.assign(this.postgres, { manager: this.postgres }) as unknown as EntityManager;
}
