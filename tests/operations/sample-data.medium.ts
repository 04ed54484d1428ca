import { Module } from '@nestjs/common';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { AuditLog, Sources, Tokens, Users } from '@cockpit/access';
import type { SampleData } from '@cockpit/contracts';
import { MetricsModule } from '@cockpit/metrics';
import { OrganisationService } from '@cockpit/organisation';
import { Rebuild, SampleDataModule, SampleDataService } from '@cockpit/warehouse';
import { snapshot } from '../../bench/src/crash/tables';
import { POSTGRES_TABLES, UNTOUCHED_TABLES, CLICKHOUSE_TABLES } from '../../libs/warehouse/src/sample/sample-tables';
import { Desk, WithWorker, caseEvent, organisation, until, type Sent } from '../matters/support';

@Module({ imports: [WithWorker, MetricsModule, SampleDataModule] })
class Pipeline {}

const ACTOR = { kind: 'cli', id: 'root', name: 'root' } as const;
const AT = Date.parse('2026-03-04T02:00:00Z');
const time = (min: number): string => new Date(AT + min * 60_000).toISOString();

/** One ticket of a hall, with everything around it. */
function story(hall: string): Sent[] {
  const told = (nth: number, type: string, min: number, data: object): Sent => ({
    id: `${hall}-${String(nth)}`,
    type: `hall.${type}`,
    time: time(min),
    data: { hallId: hall, ...data },
  });
  const ticketId = `t-${hall}`;
  const slot = { slotStart: time(30), slotEnd: time(60) };
  return [
    told(1, 'ticket.issued', 0, { ticketId, number: 'A1', queue: 'household', channel: 'walk-in' }),
    told(2, 'ticket.called', 5, { ticketId, windowId: 'w1' }),
    told(3, 'ticket.started', 6, { ticketId, windowId: 'w1' }),
    told(4, 'ticket.finished', 9, { ticketId, windowId: 'w1', result: 'done' }),
    told(5, 'window.opened', -10, { windowId: 'w1', queues: ['household'] }),
    told(6, 'window.closed', 100, { windowId: 'w1' }),
    told(7, 'booking.created', -100, { bookingId: `b-${hall}`, queue: 'household', ...slot }),
    told(8, 'terminal.heartbeat', 1, { terminalId: 'm1' }),
    told(9, 'terminal.used', 2, { terminalId: 'm1', item: 'print', seconds: 40, outcome: 'done' }),
    told(10, 'queue.observed', 3, { queue: 'household', waiting: 2 }),
  ];
}
const accepted = (caseId: string, hallId?: string): Sent =>
  caseEvent('hall.case.accepted', caseId, time(0), {
    kind: 'case',
    item: 'HZ-1',
    channel: 'window',
    unit: 'approval',
    ...(hallId === undefined ? {} : { hallId }),
  });

describe('sample data', () => {
  let desk: Desk;
  let clickhouse: ClickHouseClient;
  let sample: SampleDataService;
  beforeAll(async () => {
    desk = await Desk.open(Pipeline);
    sample = desk.running.app.get(SampleDataService);
    clickhouse = createClient({ url: desk.stores.clickhouseUrl, database: desk.stores.clickhouseDatabase });
  });
  afterAll(async () => {
    await clickhouse.close();
    await desk.close();
  });

  const tables = async (): Promise<Record<string, string[]>> => {
    const derived = Object.fromEntries(await snapshot(desk.stores.settings));
    const answer = await clickhouse.query({
      query: 'SELECT source, hall, type, id FROM event ORDER BY ALL',
      format: 'JSONCompactEachRow',
    });
    return { ...derived, event: (await answer.text()).split('\n').filter((line) => line !== '') };
  };
  const postgres = <T>(sql: string, given: unknown[] = []): Promise<T[]> => desk.postgres.query(sql, given);
  const quiet = () =>
    until(
      () => desk.running.app.get(Rebuild).left(),
      (left) => left === 0,
    );

  it('speaks of every table there is', async () => {
    const all = await postgres<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE '%migration%'",
    );
    const known = [...POSTGRES_TABLES.map(({ table }) => table), ...UNTOUCHED_TABLES];
    expect(all.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !all.some((one) => one.name === name))).toEqual([]);
    const stored = await clickhouse.query({ query: 'SHOW TABLES', format: 'JSONCompactEachRow' });
    const names = (await stored.json<[string]>()).map(([name]) => name);
    const told = CLICKHOUSE_TABLES.map(({ table }) => table);
    expect(names.filter((name) => !told.includes(name) && !name.includes('migration'))).toEqual(['withdrawal']);
  });

  it('is refused where there is none', async () => {
    await expect(sample.remove('why', ACTOR)).rejects.toMatchObject({ code: 'no-sample-data' });
  });

  it('goes with all that was told of it, and nothing of the rest is touched', async () => {
    const { app } = desk.running;
    const doc = organisation();
    const simulated = { ...doc.halls[0], code: 'SIM', name: '演示大厅', simulated: true, parent: 'SD' };
    const department = { code: 'SD', name: '演示服务部', tier: 'department', simulated: true };
    // a department of the demonstration beneath which somebody has put a hall of their own stays
    const shared = { code: 'SHARED', name: '共用服务部', tier: 'department', simulated: true };
    const halls = doc.halls.map((hall) => (hall.code === 'H12' ? { ...hall, parent: 'SHARED' } : hall));
    const officers = ['SIM', 'H32'].map((hall) => ({ id: `P-${hall}`, name: '王明', hall }));
    await app
      .get(OrganisationService)
      .replace({ ...doc, halls: [...halls, simulated, department, shared], officers }, ACTOR);
    const key = (await app.get(Sources).create({ name: 'sim', halls: ['SIM'], sandbox: false }, ACTOR)).key.secret;
    const password = 'correct horse battery';
    await app.get(Users).add({ name: 'sim-lead', role: 'supervisor', halls: ['SIM'], password }, ACTOR);
    await app.get(Users).add({ name: 'lead', role: 'supervisor', halls: ['SIM', 'H32'], password }, ACTOR);
    await app.get(Tokens).add({ name: 'sim-token', role: 'supervisor', halls: ['SIM'] }, ACTOR);

    await desk.send([...story('H32'), accepted('real', 'H32'), accepted('astray', 'SIM')]);
    await desk.settled();
    await quiet();
    const real = await tables();
    for (const place of ['SIM', 'H32'])
      await postgres(
        'INSERT INTO enterprise_visit (key, enterprise_ref, day, hall, who, found, by_name, at) VALUES ($1, $1, now(), $1, $1, $1, $1, now())',
        [place],
      );
    await desk.send([...story('SIM'), accepted('made-up', 'SIM'), accepted('nowhere')], key);
    await desk.settled();
    await until(
      async () => (await desk.matters('?limit=50')).length,
      (n) => n === 4,
    );
    // a visit follows its events a moment later, and the day follows its visits
    await until(
      tables,
      ({ visit = [], load_15min: load = [] }) =>
        visit.length === 2 && visit.every((row) => row.includes('"done"')) && load.some((row) => row.includes('"SIM"')),
    );
    await quiet();
    const both = await tables();
    expect(both['event']?.length).toBeGreaterThan(real['event']?.length ?? Infinity);

    const found = await sample.preview();
    expect(found).toMatchObject({
      places: [{ code: 'SIM' }, { code: 'SD' }],
      kept: [{ code: 'SHARED', name: '共用服务部' }],
      sources: ['sim'],
      accounts: ['sim-lead'],
      tokens: ['sim-token'],
      own: 2,
    });
    expect(found.rows.events).toBe((both['event']?.length ?? 0) - (real['event']?.length ?? 0));
    expect(found.rows.matters).toBeGreaterThanOrEqual(2);
    // a look changes nothing
    expect(await tables()).toEqual(both);

    // halls go on being computed meanwhile: how many rows of that there are is not compared
    const gone = await sample.remove('演示结束', ACTOR);
    expect({ ...gone, rows: { ...gone.rows, other: 0 } }).toEqual({ ...found, rows: { ...found.rows, other: 0 } });
    expect(await tables()).toEqual(real);
    expect(await postgres('SELECT hall FROM enterprise_visit')).toEqual([{ hall: 'H32' }]);
    expect((await desk.matters('?limit=50')).map(({ caseId }) => caseId).sort()).toEqual(['astray', 'real']);
    const left = await app.get(OrganisationService).latest();
    expect(left?.halls.map(({ code }) => code)).toEqual(['H32', 'H12', 'SHARED']);
    expect(left?.officers.map(({ id }) => id)).toEqual(['P-H32']);
    expect((await app.get(Sources).list()).map(({ name }) => name)).toEqual(['cases']);
    const disabled = (await app.get(Users).list()).filter(({ disabledAt }) => disabledAt !== null);
    expect(disabled.map(({ name }) => name)).toEqual(['sim-lead']);
    await expect(desk.send(story('SIM'), key)).rejects.toThrow('401');
    const [entry] = await app.get(AuditLog).list({ limit: 1, what: 'sample-data.remove' });
    expect(entry).toMatchObject({ actor: { name: 'root' }, after: { why: '演示结束', sources: ['sim'] } });
    const again: SampleData = await sample.preview();
    expect([again.places, again.sources, again.rows.events]).toEqual([[], [], 0]);
  });

  it('stays where it is all there is', async () => {
    const { app } = desk.running;
    const doc = organisation();
    const halls = doc.halls.map((hall) => ({ ...hall, simulated: true }));
    await app.get(OrganisationService).replace({ ...doc, halls }, ACTOR, undefined, { remove: true });
    await expect(sample.remove('why', ACTOR)).rejects.toMatchObject({ code: 'sample-is-all' });
    expect((await tables())['visit']).toHaveLength(1);
  });
});
