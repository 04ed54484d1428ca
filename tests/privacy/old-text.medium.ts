import { z } from 'zod';
import { onPostgres } from '../support/on-postgres';
import { freshStores, type Stores } from '../support/engines';
import { cockpit, folder, removeFolders } from '../operations/support';

const Answer = z.object({
  columns: z.array(z.object({ table: z.string(), column: z.string(), rows: z.number(), masked: z.number() })),
});
const NUMBER = '138 1234 5678';
const SAID = `请打 ${NUMBER}`;
const CLEAN = '午休，16:30 回来；单号 H32-20260304-0012';

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(async () => {
  await stores.dispose();
  removeFolders();
});

async function mask(...options: string[]): Promise<Record<string, number>> {
  const env = {
    REDIS_URL: stores.redisUrl,
    POSTGRES_URL: stores.postgresUrl,
    CLICKHOUSE_URL: stores.clickhouseUrl,
    CLICKHOUSE_DATABASE: stores.clickhouseDatabase,
    COCKPIT_SECRET: 's'.repeat(64),
  };
  const { code, stdout, stderr } = await cockpit(folder(), ['mask-old-text', '--json', ...options], '', env);
  expect([code, stderr]).toEqual([0, '']);
  return Object.fromEntries(
    Answer.parse(JSON.parse(stdout))
      .columns.filter(({ masked }) => masked > 0)
      .map(({ table, column, masked }) => [`${table}.${column}`, masked]),
  );
}

const sql = (text: string): Promise<unknown[]> => onPostgres(stores.postgresUrl, text);
const body = (id: string, reason: string): string =>
  JSON.stringify({
    id,
    data: { hallId: 'H32', ticketId: 't-20260304-0012', reason, at: '2026-03-04T09:30:00.123+08:00', count: 4 },
  });

/** Every column of text in the database, with its table: whatever is added later must be thought of. */
const NO_FREE_TEXT =
  /^(?:audit_entry|matter_appeal_step|dead_letter|migrations|organisation_|calendar_|hall_past|hall_plan|decision_|typeorm)/;

it('masks what earlier versions kept, once, and leaves everything else as it was', async () => {
  for (const [n, text] of [SAID, CLEAN].entries()) {
    await sql(`INSERT INTO quarantine (id, source, reason, path, message, event_id, received_at, correlation_id, body, discard_reason)
      VALUES (gen_random_uuid(), 's', 'invalid', '', 'no', '${n === 0 ? '13812345678' : 'e-1'}', now(), 'c', '${body(n === 0 ? '13812345678' : 'e-1', text)}', '${text}')`);
    await sql(
      `INSERT INTO silence (id, hall, reason, owner, from_at, until_at, time_zone) VALUES (gen_random_uuid(), 'H32', '${text}', 'wang', now(), now() + interval '1 hour', 'Asia/Shanghai')`,
    );
    await sql(`INSERT INTO shift_note (hall, at, by_name, text) VALUES ('H32', now(), 'wang', '${text}')`);
    await sql(`INSERT INTO day_close (hall, day, note) VALUES ('H32', '2026-03-0${String(n + 1)}', '${text}')`);
    await sql(
      `INSERT INTO app_user (id, name, display_name, role, halls, password_hash, created_at) VALUES (gen_random_uuid(), 'u${String(n)}', '${text}', 'manager', NULL, 'x', now())`,
    );
  }
  const wanted = {
    'quarantine.body': 1,
    'quarantine.event_id': 1,
    'quarantine.discard_reason': 1,
    'silence.reason': 1,
    'shift_note.text': 1,
    'day_close.note': 1,
    'app_user.display_name': 1,
  };
  expect(await mask('--check')).toEqual(wanted);
  expect(await sql(`SELECT text FROM shift_note WHERE text LIKE '%${NUMBER}%'`)).toHaveLength(1);
  expect(await mask()).toEqual(wanted);
  expect(await mask()).toEqual({});

  for (const [table, column] of [
    ['silence', 'reason'],
    ['shift_note', 'text'],
    ['day_close', 'note'],
    ['app_user', 'display_name'],
    ['quarantine', 'discard_reason'],
  ] as const) {
    expect([table, await sql(`SELECT ${column} AS text FROM ${table} ORDER BY ${column} = '${CLEAN}'`)]).toEqual([
      table,
      [{ text: '请打 [电话号]' }, { text: CLEAN }],
    ]);
  }
  const bodies = (await sql("SELECT body FROM quarantine ORDER BY event_id = 'e-1'")) as { body: object }[];
  expect(bodies.map((row) => row.body)).toEqual(
    [JSON.parse(body('x', '请打 [电话号]')), JSON.parse(body('e-1', CLEAN))].map((one: { id: string }, n) => ({
      ...one,
      ...(n === 0 ? { id: expect.stringMatching(/^masked-[0-9a-f]{16}$/) as string } : {}),
    })),
  );
  expect(await sql("SELECT action FROM audit_entry WHERE action = 'text.mask'")).toHaveLength(1);
});

it('knows every column in which people write', async () => {
  const all =
    (await sql(`SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text'
    AND column_name ~ '(reason|note|text|comment|message|display_name)$'`)) as { table: string; column: string }[];
  const known = Answer.parse(
    JSON.parse(
      (
        await cockpit(folder(), ['mask-old-text', '--check', '--json'], '', {
          REDIS_URL: stores.redisUrl,
          POSTGRES_URL: stores.postgresUrl,
          CLICKHOUSE_URL: stores.clickhouseUrl,
          CLICKHOUSE_DATABASE: stores.clickhouseDatabase,
          COCKPIT_SECRET: 's'.repeat(64),
        })
      ).stdout,
    ),
  ).columns.map(({ table, column }) => `${table}.${column}`);
  const unknown = all
    .filter(({ table }) => !NO_FREE_TEXT.test(table))
    .map(({ table, column }) => `${table}.${column}`)
    .filter((name) => !known.includes(name));
  // told by the product itself, or one word of a list
  expect(unknown.sort()).toEqual(['quarantine.reason', 'warning.message']);
});
