import type { ClickHouseClient } from '@clickhouse/client';
import { gatheringInserts } from './gathered-inserts';

interface Sent {
  table: string;
  values: number[][];
}

function engine(refuses: (values: number[][]) => boolean = () => false) {
  const sent: Sent[] = [];
  const client = {
    insert: ({ table, values }: Sent) => {
      if (refuses(values)) return Promise.reject(new Error('a row is at fault'));
      sent.push({ table, values });
      return Promise.resolve({ executed: true });
    },
  } as unknown as ClickHouseClient;
  const gathered = gatheringInserts(client, 5);
  const insert = (table: string, values: number[][]): Promise<unknown> =>
    gathered.insert({ table, values, format: 'JSONCompactEachRow' });
  return { sent, insert };
}

it('sends what comes together into one table as one insert, in order', async () => {
  const { sent, insert } = engine();
  await Promise.all([insert('visit', [[1]]), insert('load', [[9]]), insert('visit', [[2], [3]])]);
  expect(sent).toEqual([
    { table: 'visit', values: [[1], [2], [3]] },
    { table: 'load', values: [[9]] },
  ]);
});

it('holds a fault against nobody but the one whose row it is, and stores the others', async () => {
  const { sent, insert } = engine((values) => values.some(([row]) => row === 2));
  const outcomes = await Promise.allSettled([insert('visit', [[1]]), insert('visit', [[2]]), insert('visit', [[3]])]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(sent.flatMap(({ values }) => values)).toEqual([[1], [3]]);
});

it('answers only when the insert is done, and gathers anew after that', async () => {
  const { sent, insert } = engine();
  await insert('visit', [[1]]);
  expect(sent).toHaveLength(1);
  await insert('visit', [[2]]);
  expect(sent).toHaveLength(2);
});
