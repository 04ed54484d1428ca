import { Module } from '@nestjs/common';
import { AuditChainState } from '@cockpit/contracts';
import { grantApplication } from '@cockpit/platform';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../../tests/support/engines';
import type { Actor } from '../audit';
import { AccessModule, AuditLog, Tokens } from '../index';
import { AuditChain } from './audit-chain';

@Module({ imports: [AccessModule] })
class TrialModule {}
const SYSTEM: Actor = { kind: 'system', id: 'test', name: 'test' };

let stores: Stores;
let running: RunningApp;
let postgres: DataSource;
const write = (n: number) =>
  Promise.all(
    Array.from({ length: n }, (_, i) =>
      running.app.get(AuditLog).record({
        actor: SYSTEM,
        action: 'POST /test',
        target: `test/${String(i)}`,
        after: { b: [1.5, 1e21, -0], a: { 王: 'x', f: null }, c: i },
      }),
    ),
  );
/** What only the owner of the tables can do, past every trigger. */
const tamper = (sql: string) =>
  postgres.query(`ALTER TABLE audit_entry DISABLE TRIGGER ALL; ALTER TABLE audit_link DISABLE TRIGGER ALL; ${sql};
    ALTER TABLE audit_entry ENABLE TRIGGER ALL; ALTER TABLE audit_link ENABLE TRIGGER ALL`);
const verify = (anchor?: { seq: number; hash: string }) => running.app.get(AuditChain).verify(anchor);

beforeEach(async () => {
  stores = await freshStores();
  running = await bootApp(stores, TrialModule);
  postgres = running.app.get(DataSource);
});
afterEach(async () => {
  await running.close();
  await stores.dispose();
});

it('is whole after many have written and sealed at once, in several processes', async () => {
  const other = await bootApp(stores, TrialModule);
  try {
    for (let i = 0; i < 3; i += 1)
      await Promise.all([write(150), running.app.get(AuditChain).seal(), other.app.get(AuditChain).seal()]);
    const state = await other.app.get(AuditChain).verify();
    expect(state).toMatchObject({ links: 450, broken: null });
    expect(await verify({ seq: state.links, hash: state.head })).toMatchObject({ broken: null });
  } finally {
    await other.close();
  }
});

it('says the first entry that was changed or taken away, past every trigger', async () => {
  await write(20);
  await verify();
  await tamper(`UPDATE audit_entry SET actor_name = 'nobody' WHERE id = (SELECT entry FROM audit_link WHERE seq = 7)`);
  expect(await verify()).toMatchObject({ links: 6, broken: { seq: 7, fault: 'entry-changed' } });
  await tamper('DELETE FROM audit_entry WHERE id = (SELECT entry FROM audit_link WHERE seq = 5)');
  expect(await verify()).toMatchObject({ links: 4, broken: { seq: 5, fault: 'entry-missing' } });
  await tamper('DELETE FROM audit_link WHERE seq = 3');
  expect(await verify()).toMatchObject({ links: 2, broken: { seq: 4, fault: 'link-missing' } });
});

it('cut short at its end is known by a link that was noted elsewhere', async () => {
  await write(5);
  const noted = await verify();
  await tamper(
    'DELETE FROM audit_link WHERE seq > 3; DELETE FROM audit_entry WHERE id NOT IN (SELECT entry FROM audit_link)',
  );
  expect(await verify()).toMatchObject({ links: 3, broken: null });
  expect(await verify({ seq: noted.links, hash: noted.head })).toMatchObject({ broken: { seq: 5, fault: 'cut-off' } });
});

it('is told to administrators, with what an audit page asks for', async () => {
  const { secret } = await running.app.get(Tokens).add({ name: 'root', role: 'administrator', halls: 'all' }, SYSTEM);
  await write(3);
  const get = async (path: string) =>
    (await fetch(`${running.url}/v1/${path}`, { headers: { authorization: `Bearer ${secret}` } })).json();
  expect(AuditChainState.parse(await get('audit/chain'))).toMatchObject({ links: 4, broken: null });
  const found = async (query: string) => ((await get(`audit?${query}`)) as { items: { target: string }[] }).items;
  expect((await found('who=TEST&what=post&where=test/1')).map(({ target }) => target)).toEqual(['test/1']);
  expect(await found('what=%25')).toEqual([]);
  expect(await found(`to=${new Date(Date.now() - 60_000).toISOString()}`)).toEqual([]);
  expect(await found(`from=${new Date(Date.now() - 60_000).toISOString()}`)).toHaveLength(4);
});

describe('the role of the application', () => {
  const ROLE = 'cockpit_app_of_a_test';
  const url = () => {
    const address = new URL(stores.postgresUrl);
    [address.username, address.password] = [ROLE, 'of-this-test'];
    return address.href;
  };
  beforeEach(async () => {
    await postgres.query(
      `DO $$ BEGIN CREATE ROLE ${ROLE} LOGIN PASSWORD 'of-this-test'; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    );
    await grantApplication(stores.settings, ROLE);
  });

  it('works, and can neither change the audit nor switch it off', async () => {
    const app = await bootApp({ settings: { ...stores.settings, postgresUrl: url() } }, TrialModule);
    const client = new Client({ connectionString: url() });
    await client.connect();
    try {
      await app.app.get(Tokens).add({ name: 'made', role: 'manager', halls: 'all' }, SYSTEM);
      expect(await app.app.get(AuditChain).verify()).toMatchObject({ links: 1, broken: null });
      for (const table of ['audit_entry', 'audit_link']) {
        for (const sql of [
          `UPDATE ${table} SET ${table === 'audit_entry' ? 'action' : 'hash'} = 'x'`,
          `DELETE FROM ${table}`,
          `TRUNCATE ${table}`,
          `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
          `DROP TRIGGER audit_append_only ON ${table}`,
          `DROP TABLE ${table}`,
        ])
          await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
      }
      await expect(client.query('SET session_replication_role = replica')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('DROP FUNCTION refuse_audit_change() CASCADE')).rejects.toMatchObject({
        code: '42501',
      });
    } finally {
      await client.end();
      await app.close();
    }
  });
});
