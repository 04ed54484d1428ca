import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMapping, type OutgoingEvent, type Row } from '@cockpit/importing';
import { Memory } from './memory';
import { Poller } from './poller';

it('sends a row once, however long the table is quiet after it: a dead feed must not seem alive', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'poller-'));
  try {
    await writeFile(join(folder, 'map.json'), JSON.stringify({
      format: 'mapping/1', name: 'm', timeZone: 'Asia/Shanghai',
      events: [{ type: 'hall.queue.observed', id: '{id}', time: { column: 'at', as: 'instant', format: 'iso' }, data: { hallId: { value: 'H1' }, queue: { value: 'a' }, waiting: { column: 'n', as: 'integer' } } }],
    }));
    const table: Row[] = [1, 2, 3].map((id) => ({ id: String(id), at: '2026-03-04T09:00:00+08:00', n: '4' }));
    const sent: string[] = [];
    let now = 1e12;
    const poller = new Poller({
      config: { name: 'old', batch: 100, everySec: 5, cursor: { column: 'id', start: '0', lookBackSec: 60 } },
      mapping: await loadMapping(join(folder, 'map.json')), memory: await Memory.open(join(folder, 'cursor.json'), '0'), say: () => undefined, now: () => now,
      database: { read: (from, limit) => Promise.resolve(table.filter(({ id }) => Number(id) >= Number(from)).slice(0, limit)), close: () => Promise.resolve() },
      door: {
        post: (events: readonly OutgoingEvent[]) => {
          sent.push(...events.map(({ id }) => id));
          return Promise.resolve({ accepted: events.length, rejected: [] });
        },
      },
    });
    for (let round = 0; round < 120; round++) {
      await poller.round();
      now += 5000;
    }
    expect(sent).toEqual(['1', '2', '3']);
    table.push({ id: '4', at: '2026-03-04T09:10:00+08:00', n: '5' });
    await poller.round();
    expect(sent).toEqual(['1', '2', '3', '4']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
