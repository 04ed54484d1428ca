import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutgoingEvent } from '../files/map-row';
import type { Row } from '../files/rows/row';
import { Memory } from './memory';
import { Poller } from './poller';
import { loadMapping } from './start';

/** A poller on a table in memory. */
async function pollerOn(table: readonly Row[], batch = 100) {
  const folder = await mkdtemp(join(tmpdir(), 'poller-'));
  await writeFile(
    join(folder, 'map.json'),
    JSON.stringify({
      format: 'mapping/1',
      name: 'm',
      timeZone: 'Asia/Shanghai',
      events: [
        {
          type: 'hall.queue.observed',
          id: '{id}',
          time: { column: 'at', as: 'instant', format: 'iso' },
          data: { hallId: { value: 'H1' }, queue: { value: 'a' }, waiting: { column: 'n', as: 'integer' } },
        },
      ],
    }),
  );
  const sent: string[] = [];
  let refused: string | null = null;
  const clock = { now: 1e12 };
  const poller = new Poller({
    config: { name: 'old', batch, everySec: 5, cursor: { column: 'id', start: '0', lookBackSec: 60 } },
    mapping: await loadMapping(join(folder, 'map.json')),
    memory: await Memory.open(join(folder, 'cursor.json'), '0'),
    say: () => undefined,
    now: () => clock.now,
    database: {
      read: (from, limit) => Promise.resolve(table.filter(({ id }) => Number(id) >= Number(from)).slice(0, limit)),
      latest: () => Promise.resolve([]),
      first: () => Promise.resolve(null),
      close: () => Promise.resolve(),
      cut: () => undefined,
    },
    door: {
      post: (events: readonly OutgoingEvent[]) => {
        if (events.some(({ id }) => id === refused)) return Promise.reject(new Error('refused'));
        for (const { id } of events) sent.push(id);
        return Promise.resolve({ accepted: events.length, rejected: [] });
      },
    },
  });
  const refuse = (id: string | null): void => {
    refused = id;
  };
  return { poller, sent, clock, refuse, close: () => rm(folder, { recursive: true }) };
}
const rowOf = (id: number): Row => ({ id: String(id), at: '2026-03-04T09:00:00+08:00', n: '4' });

it('sends a row once, however long the table is quiet after it: a dead feed must not seem alive', async () => {
  const table = [1, 2, 3].map(rowOf);
  const { poller, sent, clock, close } = await pollerOn(table);
  for (let round = 0; round < 120; round++) {
    await poller.round();
    clock.now += 5000;
  }
  expect(sent).toEqual(['1', '2', '3']);
  table.push(rowOf(4));
  await poller.round();
  expect(sent).toEqual(['1', '2', '3', '4']);
  await close();
});

it('finds a row whose transaction committed while nobody read, however long that was', async () => {
  const table = [98, 99, 101].map(rowOf);
  const { poller, sent, clock, close } = await pollerOn(table);
  await poller.round();
  clock.now += 90_000;
  table.splice(2, 0, rowOf(100));
  table.push(rowOf(102));
  await poller.round();
  expect(sent.map(Number).sort((a, b) => a - b)).toEqual(expect.arrayContaining([98, 99, 100, 101, 102]));
  await close();
});

it('finds such a row also when the first reading after the outage fails half way', async () => {
  const table = [98, 99, 101].map(rowOf);
  const { poller, sent, clock, close, refuse } = await pollerOn(table, 2);
  await poller.round();
  clock.now += 90_000;
  for (const id of [102, 103, 104, 105]) table.push(rowOf(id));
  refuse('104');
  await expect(poller.round()).rejects.toThrow('refused');
  // it comes to light only now, before what has been sent meanwhile
  table.splice(2, 0, rowOf(100));
  refuse(null);
  clock.now += 90_000;
  await poller.round();
  expect(new Set(sent)).toEqual(new Set(table.map(({ id }) => id)));
  await close();
});

it('keeps no more of a large table in mind than of a small one, also in its first reading', async () => {
  const { poller, sent, close } = await pollerOn(
    Array.from({ length: 230_000 }, (_, i) => rowOf(i + 1)),
    10_000,
  );
  await poller.round();
  expect(sent.length).toBe(230_000);
  expect(poller.inMind).toBeLessThanOrEqual(200_000);
  await close();
});
