import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { gatheringInserts } from './gathered-inserts';

interface Sent {
  table: string;
  values: number[][];
}

function engine(refuses: (values: number[][]) => boolean = () => false) {
  const sent: Sent[] = [];
  let held = Promise.resolve();
  const hold = (): (() => void) => {
    let goOn = (): void => undefined;
    held = new Promise((resolve) => (goOn = resolve));
    return goOn;
  };
  const client = {
    insert: ({ table, values }: Sent) => {
      if (refuses(values)) return Promise.reject(new TypeError('a row is at fault'));
      sent.push({ table, values });
      return (table === 'visit' ? held : Promise.resolve()).then(() => ({ executed: true }));
    },
  } as unknown as ClickHouseClient;
  const gathered = gatheringInserts(client, 5);
  const insert = (table: string, values: number[][]): Promise<unknown> =>
    gathered.insert({ table, values, format: 'JSONCompactEachRow' });
  return { sent, insert, hold };
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

it('gathers what comes while an insert is running, however long that takes', async () => {
  const { sent, insert, hold } = engine();
  const goOn = hold();
  const first = insert('visit', [[1]]);
  while (sent.length === 0) await sleep(1);
  const others = [insert('visit', [[2]]), insert('load', [[9]])];
  await others[1];
  others.push(insert('visit', [[3]]));
  expect(sent.map(({ table }) => table)).toEqual(['visit', 'load']);
  goOn();
  await Promise.all([first, ...others]);
  expect(sent.at(-1)).toEqual({ table: 'visit', values: [[2], [3]] });
});

it('does not ask an engine without an answer again for every part', async () => {
  const tried: number[] = [];
  const { insert } = engine((values) => {
    tried.push(values.length);
    throw new Error('timeout');
  });
  const outcomes = await Promise.allSettled([insert('visit', [[1]]), insert('visit', [[2]])]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(tried).toEqual([2]);
});
