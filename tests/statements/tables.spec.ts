import { AuditLog } from '@cockpit/access';
import { deriveKey, sealSecrets, type Settings } from '@cockpit/platform';
import { AuditRow } from '../../libs/access/src/entities';
import { SEALING, TableStore } from '../../libs/sources/src/connect/tables/table-store';
import { statementsFor, tableQuery } from '../../libs/sources/src/polling/database';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';
import { keepProgress, noteRead, progressOf, type Ours } from '../../libs/sources/src/connect/tables/table-feed';
import { holdTable, letTablesGo, liveTables, tablesWaiting } from '../../libs/sources/src/connect/tables/table-feeds';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HOST, NAME, ID] = ["counter's", "O'Hara", "a'b"];
const clock = { now: () => Date.parse('2026-03-04T01:00:00Z') };
const settings = { secret: 'x'.repeat(32) } as Settings;
const actor = { kind: 'user', id: ID, name: NAME } as const;
const place = {
  kind: 'postgres',
  host: 'db.example',
  port: 5432,
  database: HOST,
  user: HOST,
  tls: false,
  ca: null,
  tlsName: null,
  allowPrivateHost: true,
  table: HOST,
  cursorColumn: HOST,
  keyColumn: HOST,
} as const;
const change = { place, password: ID, reason: ID };
const ours: Ours = [ID, NAME, 3];
const holder = { me: NAME, session: { pid: 7, since: HOST } };

const sealed = sealSecrets({ password: ID }, ID, deriveKey(settings, SEALING));
/** A table that is connected already. */
const tables = (engine: Asked): TableStore =>
  new TableStore(
    engine.answer('SELECT place, sealed', [{ place, sealed, state: 'stopped' }]).answer('UPDATE source_table', [{}])
      .postgres,
    ...([new AuditLog(engine.postgres), clock, settings] as const),
  );
/** Names cannot be bound: they are quoted. */
function rowsOf(engine: Asked, kind: 'postgres' | 'mysql', table: string, column: string): void {
  const { from, end } = statementsFor(kind, { query: tableQuery(kind, table), column });
  engine.ask(from, [ID, 50]);
  engine.ask(end('ASC'), [1]);
  engine.ask(end('DESC'), [50]);
}
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);

const CASES: readonly Statements[] = [
  ['a table connected', (engine) => asked(tables(engine).add(change, actor))],
  ['another place of a table', (engine) => asked(tables(engine).change(ID, change, actor))],
  [
    'a table made live',
    (engine) => asked(tables(engine).start(ID, 3, { source: HOST, everySec: 5, from: ID, reason: ID } as never, actor)),
  ],
  ['a table stopped', (engine) => asked(tables(engine).stop(ID, { reason: ID }, actor))],
  ['a table taken away', (engine) => tables(engine).remove(ID, { reason: ID }, actor)],
  ['tables that are live', ({ postgres }) => liveTables(postgres)],
  ['holding a table', ({ postgres }) => asked(holdTable(postgres, ID, holder))],
  ['letting tables go', ({ postgres }) => letTablesGo(postgres, NAME)],
  ['tables nobody reads', ({ postgres }) => asked(tablesWaiting(postgres))],
  ['how far a table is read', ({ postgres }) => progressOf(postgres, ours)],
  [
    'writing down how far it is read',
    (engine) => asked(keepProgress(engine.postgres, ours, { cursor: HOST } as never)),
  ],
  ['rows of a table in a Postgres of others', (engine) => rowsOf(engine, 'postgres', 'sch"ema.ta"ble', 'cur"sor')],
  ['rows of a table in a MySQL of others', (engine) => rowsOf(engine, 'mysql', 'sch`ema.ta`ble', 'cur`sor')],
  ['a table that was read', ({ postgres }) => noteRead(postgres, ours, null)],
];

describe('the statements of connected tables', () => {
  holdStatements(CASES, [HOST, NAME, ID, 'h"e', 'a"b', 'r"s', 'h`e', 'a`b', 'r`s'], () => askedEntities([AuditRow]));
});
