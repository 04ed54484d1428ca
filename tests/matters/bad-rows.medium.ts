import { OverdueForecaster } from '@cockpit/matters';
import { Desk, caseEvent, until, type Sent } from './support';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
  const tick = await desk.feed();
  await tick('2026-03-20T10:00:00+08:00');
});
afterAll(async () => {
  await desk.close();
});

const accepted = (caseId: string, time: string): Sent =>
  caseEvent('hall.case.accepted', caseId, time, {
    kind: 'case',
    item: 'HZ-1',
    channel: 'window',
    unit: 'approval',
    hallId: 'H32',
  });
const letters = async (worker: string): Promise<{ item: string; reason: string; message: string }[]> =>
  desk.postgres.query('SELECT item, reason, message FROM dead_letter WHERE worker = $1 ORDER BY item', [worker]);
const overdueNow = '2026-03-02T10:00:00+08:00';

it('a card that Postgres refuses is put away, every other card is issued, and it comes once it can', async () => {
  await desk.postgres.query("ALTER TABLE matter_card ADD CONSTRAINT no_bad CHECK (case_id <> 'c-bad')");
  const ids = ['c-1', 'c-2', 'c-bad', 'c-3', 'c-4'];
  await desk.send(ids.map((id) => accepted(id, overdueNow)));
  const red = async () =>
    (await desk.cards('?state=all&limit=1000'))
      .filter(({ kind }) => kind === 'red')
      .map(({ caseId }) => caseId)
      .sort();
  expect(await until(red, (cards) => cards.length === 4)).toEqual(['c-1', 'c-2', 'c-3', 'c-4']);
  const put = await until(
    () => letters('cards'),
    (all) => all.length === 2,
  );
  const { id } = (await desk.matters('?limit=50')).find(({ caseId }) => caseId === 'c-bad') ?? { id: '' };
  expect(put).toEqual(
    [`red ${id}`, `unattended ${id}`].map((item) => ({
      item,
      reason: 'postgres-23514',
      message: expect.stringContaining('no_bad') as string,
    })),
  );
  // sweeps go on, and so does everything that comes after
  await desk.send([accepted('c-5', overdueNow)]);
  await until(red, (cards) => cards.includes('c-5'));

  await desk.postgres.query('ALTER TABLE matter_card DROP CONSTRAINT no_bad');
  await desk.postgres.query("UPDATE dead_letter SET next_at = now() WHERE worker = 'cards'");
  await until(red, (cards) => cards.includes('c-bad'));
  await until(
    () => letters('cards'),
    (all) => all.length === 0,
  );
});

it('a matter that nothing can be foretold of is put away, all others are told of, and it is told of once it can', async () => {
  await desk.send(['f-1', 'f-bad', 'f-2'].map((id) => accepted(id, '2026-03-19T10:00:00+08:00')));
  await desk.settled();
  const forecaster = desk.running.app.get(OverdueForecaster);
  const told = async (): Promise<string[]> => {
    const rows: { case_id: string }[] = await desk.postgres.query(
      "SELECT case_id FROM matter_clock WHERE case_id LIKE 'f-%' AND predicted_overdue IS NOT NULL ORDER BY case_id",
    );
    return rows.map(({ case_id }) => case_id);
  };
  const forget = (and = '') =>
    desk.postgres.query(`UPDATE matter_clock SET predicted_overdue = NULL ${and} WHERE case_id LIKE 'f-%'`);
  const [row] = await desk.postgres.query<{ due_at: Date }[]>(
    "SELECT due_at FROM matter_clock WHERE case_id = 'f-bad'",
  );
  await desk.postgres.query("UPDATE matter_clock SET due_at = 'infinity' WHERE case_id = 'f-bad'");
  await forget();
  await forecaster.refresh();
  expect(await told()).toEqual(['f-1', 'f-2']);
  expect(await letters('forecast')).toEqual([
    {
      item: (await desk.matters('?limit=50')).find(({ caseId }) => caseId === 'f-bad')?.id,
      reason: 'ZodError',
      message: expect.stringContaining('due_at') as string,
    },
  ]);

  await desk.postgres.query("UPDATE matter_clock SET due_at = $1 WHERE case_id = 'f-bad'", [row?.due_at]);
  await desk.postgres.query("UPDATE dead_letter SET next_at = now() WHERE worker = 'forecast'");
  await forget();
  await forecaster.refresh();
  await until(told, (all) => all.join() === 'f-1,f-2,f-bad');
  await until(
    () => letters('forecast'),
    (all) => all.length === 0,
  );
});
