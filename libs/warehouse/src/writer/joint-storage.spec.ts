import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedEvent } from '@cockpit/contracts';
import { InsertRunning, type Batch, type Stored } from './event-storage';
import { JointStorage } from './joint-storage';

const event = (id: string): LoggedEvent => ({
  id,
  type: 'hall.case.reopened',
  time: 0,
  data: { caseId: 'c' },
  identity: id,
  bodyHash: '0'.repeat(16),
  sourceName: 's',
  ceSource: 'c',
  receivedAt: 0,
});
const ours = { name: 'writer:0', isHeld: () => true };
const storedOf = ({ events }: Batch): Stored => ({ standing: [...events], notices: [], inserted: events.length });

/** Remembers what came together; `work` may fail. */
function joint(work: (batches: readonly Batch[]) => Promise<void> = () => Promise.resolve(), apartMs = 30) {
  const rounds: string[][] = [];
  const storage = new JointStorage(
    {
      store: async (batches) => {
        rounds.push(batches.flatMap(({ events }) => events.map(({ id }) => id)));
        await work(batches);
        return batches.map(storedOf);
      },
    },
    apartMs,
  );
  return {
    rounds,
    store: (...ids: string[]) => storage.store(ids.map(event), ours),
    piece: (id: string) => storage.store([event(id)], ours, true),
  };
}
const idsOf = ({ standing }: Stored): string[] => standing.map(({ id }) => id);

describe('batches of several partitions', () => {
  it('are stored together while a round is under way, and each hears of its own', async () => {
    const { rounds, store } = joint(() => sleep(5));
    const answers = await Promise.all([store('a'), store('b', 'c'), store('d')]);
    expect(answers.map(idsOf)).toEqual([['a'], ['b', 'c'], ['d']]);
    expect(rounds).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('wait for one another for a moment, unless there is enough', async () => {
    const { rounds, store } = joint(undefined, 60_000);
    await store('a');
    const small = store('b');
    await sleep(20);
    expect(rounds).toEqual([['a']]);
    const many = store(...Array.from({ length: 5_000 }, (_, i) => String(i)));
    await Promise.all([small, many]);
    expect(rounds).toHaveLength(2);
    expect(rounds[1]).toHaveLength(5_001);
  });

  it('wait for nobody as pieces of a batch that is being taken apart', async () => {
    const { rounds, piece } = joint(undefined, 60_000);
    for (const id of ['a', 'b', 'c']) await piece(id);
    expect(rounds).toEqual([['a'], ['b'], ['c']]);
  });

  it.each([
    ['holds a row that no store takes', Object.assign(new Error('cannot parse'), { code: '27' })],
    ['must wait for an earlier insert of its own', new InsertRunning(['writer:3'])],
  ])('are tried alone when one %s', async (_, bad) => {
    const { rounds, store } = joint((batches) =>
      batches.some(({ events }) => events.some(({ id }) => id === 'bad')) ? Promise.reject(bad) : sleep(5),
    );
    const answers = await Promise.allSettled([store('a'), store('bad'), store('c')]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(rounds).toEqual([['a'], ['bad', 'c'], ['bad'], ['c']]);
  });

  it('all fail when the store is away: whether anything was written is not known', async () => {
    let away = false;
    const { rounds, store } = joint(async () => {
      await sleep(5);
      if (away) throw new Error('socket hang up');
    });
    const first = store('a');
    const others = Promise.allSettled([store('b'), store('c')]);
    await first;
    away = true;
    expect((await others).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    away = false;
    expect(idsOf(await store('d'))).toEqual(['d']);
    expect(rounds).toEqual([['a'], ['b', 'c'], ['d']]);
  });
});
