import { Reconciler } from './reconciler';

const entry = (id: string, day: string) => ({
  id,
  hall: 'H1',
  day,
  kind: 'window',
  ticketId: null,
  number: null,
  queue: null,
  windowId: 'w1',
  type: 'hall.window.paused',
  at: new Date(0),
  enteredAt: new Date(0),
});

it('reads a hall day again only when other entries stand or something has come from outside', async () => {
  let standing = [entry('e1', '2026-03-04'), entry('e2', '2026-03-05')];
  const outside: Record<string, string> = { '2026-03-04': '1', '2026-03-05': '1' };
  const read: string[] = [];
  const postgres = { manager: { findBy: () => Promise.resolve(standing) } };
  const warehouse = {
    outsideOf: (_: string, day: string) => Promise.resolve(outside[day]),
    async *dayEvents(_: string, day: string) {
      read.push(day);
      if (outside[day] === 'broken') await Promise.reject(new Error('away'));
      yield* [];
    },
  };
  const reconciler = new Reconciler(postgres as never, warehouse as never, {} as never, { now: () => 0 });
  const look = async (): Promise<string[]> => {
    read.length = 0;
    await reconciler.recent('H1', 'c').catch(() => undefined);
    return [...read];
  };
  expect([await look(), await look()]).toEqual([['2026-03-04', '2026-03-05'], []]);
  outside['2026-03-05'] = '2';
  expect([await look(), await look()]).toEqual([['2026-03-05'], []]);
  standing = [...standing, entry('e3', '2026-03-04')];
  expect([await look(), await look()]).toEqual([['2026-03-04'], []]);
  // a look that failed has seen nothing
  outside['2026-03-05'] = 'broken';
  expect([await look(), await look()]).toEqual([['2026-03-05'], ['2026-03-05']]);
  // a person who asks is always answered
  outside['2026-03-05'] = '2';
  expect((await reconciler.reconcile('H1', 'c')).checked).toBe(3);
});
