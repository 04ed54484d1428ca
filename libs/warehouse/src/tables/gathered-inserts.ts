import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { isWorthParting } from './joined';

type InsertParams = Parameters<ClickHouseClient['insert']>[0];
type Inserted = Awaited<ReturnType<ClickHouseClient['insert']>>;

interface Waiting {
  params: InsertParams & { values: readonly unknown[] };
  done: (answer: Inserted) => void;
  failed: (error: unknown) => void;
}

/**
 * Wraps the client so that concurrent inserts into the same table and columns are combined: each insert costs a part, a
 * sync and a later merge. Only for rows whose latest version counts. A refused insert is sent again in its parts, so
 * that only the caller of the bad row gets the error.
 */
export function gatheringInserts(client: ClickHouseClient, waitMs: number): ClickHouseClient {
  const gathering = new Map<string, Waiting[]>();
  const insertOne = (params: InsertParams): Promise<Inserted> => client.insert(params);

  const send = async (parts: readonly Waiting[]): Promise<void> => {
    const [first] = parts;
    if (first === undefined) return;
    try {
      const answer = await insertOne(
        parts.length === 1
          ? first.params
          : { ...first.params, values: parts.flatMap(({ params }) => [...params.values]) },
      );
      for (const { done } of parts) done(answer);
    } catch (error) {
      if (parts.length > 1 && isWorthParting(error))
        for (const part of parts) await insertOne(part.params).then(part.done, part.failed);
      else for (const { failed } of parts) failed(error);
    }
  };

  const sendAll = async (key: string, waiting: Waiting[]): Promise<void> => {
    await sleep(waitMs);
    while (waiting.length > 0) await send(waiting.splice(0));
    gathering.delete(key);
  };

  const gather = (params: InsertParams): Promise<Inserted> => {
    const { values } = params;
    if (!Array.isArray(values)) return insertOne(params);
    const key = JSON.stringify([params.table, params.columns, params.format, params.clickhouse_settings]);
    return new Promise((done, failed) => {
      const part: Waiting = { params: { ...params, values }, done, failed };
      const others = gathering.get(key);
      if (others !== undefined) {
        others.push(part);
        return;
      }
      const waiting = [part];
      gathering.set(key, waiting);
      void sendAll(key, waiting);
    });
  };

  // everything but inserts is the client's own
  const gathered = Object.create(client) as ClickHouseClient;
  gathered.insert = gather;
  return gathered;
}
