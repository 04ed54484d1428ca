import type { LoggedEvent } from '@cockpit/contracts';
import type { Quarantine } from '@cockpit/ingestion';
import type { EventTable } from '../tables/event-table';
import type { SideTables } from '../tables/side-tables';
import { EventStorage } from './event-storage';

const event: LoggedEvent = {
  id: 'e',
  type: 'hall.case.reopened',
  time: 0,
  data: { caseId: 'c' },
  identity: '1'.padStart(32, '0'),
  bodyHash: '0'.repeat(16),
  sourceName: 's',
  ceSource: 'c',
  receivedAt: 0,
};

/** A storage whose lease is lost after so many looks at it. */
function storing(looks: number) {
  const done: string[] = [];
  const events = {
    isInserting: () => Promise.resolve(false),
    stored: () => Promise.resolve(new Map()),
    insert: () => Promise.resolve(void done.push('inserted')),
    dropDoubles: (identities: string[]) => Promise.resolve(done.push(`looked at ${String(identities.length)}`)),
  };
  const side = {
    writeObservations: () => Promise.resolve(),
    writeCaseRatings: () => Promise.resolve(),
    writeWithdrawals: () => Promise.resolve(),
  };
  const quarantine = { put: () => Promise.resolve() };
  let left = looks;
  const store = () =>
    new EventStorage(
      events as unknown as EventTable,
      side as unknown as SideTables,
      quarantine as unknown as Quarantine,
    ).store([{ events: [event], lease: { name: 'writer:0', isHeld: () => left-- > 0 } }]);
  return { store, done };
}

describe('storing while the lease may go to somebody else', () => {
  it('inserts nothing once it is gone', async () => {
    const { store, done } = storing(0);
    await expect(store()).rejects.toThrow('lease');
    expect(done).toEqual([]);
  });

  it('takes its own away where it went during the insert and a successor was there too', async () => {
    const { store, done } = storing(1);
    await store();
    expect(done).toEqual(['inserted', 'looked at 1']);
  });

  it('looks no further while it holds', async () => {
    const { store, done } = storing(Infinity);
    await store();
    expect(done).toEqual(['inserted']);
  });
});

it('puts a reused id into quarantine under one name, however often its batch comes', async () => {
  const put: (string | undefined)[] = [];
  const events = {
    isInserting: () => Promise.resolve(false),
    stored: () => Promise.resolve(new Map([[event.identity, 'f'.repeat(16)]])),
  };
  const lease = { name: 'writer:0', isHeld: () => true };
  const side = {
    writeObservations: () => Promise.resolve(),
    writeCaseRatings: () => Promise.resolve(),
    writeWithdrawals: () => Promise.resolve(),
  };
  const quarantine = {
    put: (rejected: { id?: string }[]) => Promise.resolve(put.push(...rejected.map(({ id }) => id))),
  };
  const one = new EventStorage(
    events as unknown as EventTable,
    side as unknown as SideTables,
    quarantine as unknown as Quarantine,
  );
  await one.store([{ events: [event], lease }]);
  await one.store([{ events: [event], lease }]);
  expect(put).toHaveLength(2);
  expect(new Set(put).size).toBe(1);
  expect(put[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
