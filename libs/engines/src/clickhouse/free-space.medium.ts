import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClickhouseEngine } from './engine';

const MIB = 1024 * 1024;
const dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-free-space-'));
let freeMib = 10_000;
const engine = new ClickhouseEngine(dir, () => ({ bsize: MIB, blocks: 20_000, bavail: freeMib }));
const run = async (sql: string): Promise<string> => {
  const statement = {
    sql,
    settings: [],
    params: {},
    defaultFormat: 'TabSeparated',
    database: undefined,
    queryId: undefined,
    data: undefined,
  };
  return Buffer.from((await engine.run(statement, () => true)).bytes)
    .toString()
    .trim();
};
const insert = (): Promise<string> => run('INSERT INTO t.rows SELECT number FROM numbers(10)');
const merge = (): Promise<string> => run('OPTIMIZE TABLE t.rows FINAL SETTINGS optimize_throw_if_noop = 1');

beforeAll(async () => {
  await run('CREATE DATABASE t');
  await run('CREATE TABLE t.rows (n UInt64) ENGINE = MergeTree ORDER BY n');
});
afterAll(async () => {
  await engine.close();
  rmSync(dir, { recursive: true });
});

// engine 26.7 takes a merge that found no room for done, and deletes what it merged
it('merges and inserts nothing while the disk is nearly full, and goes on when there is room again', async () => {
  await insert();
  freeMib = 200;
  await expect(insert()).rejects.toThrow('NOT_ENOUGH_SPACE');
  await sleep(300);
  await expect(merge()).rejects.toThrow();
  // not yet enough to begin again
  freeMib = 300;
  await expect(insert()).rejects.toThrow('NOT_ENOUGH_SPACE');
  expect(await run('SELECT count() FROM t.rows')).toBe('10');
  freeMib = 500;
  await insert();
  await sleep(300);
  await merge();
  expect(await run("SELECT count(), sum(rows) FROM system.parts WHERE database = 't' AND active")).toBe('1\t20');
});
