import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { LawsAnswer } from '@cockpit/contracts';
import {
  DAY,
  OwnCockpit,
  all,
  cockpit,
  done,
  folder,
  furnish,
  get,
  post,
  removeFolders,
  story,
  until,
  type Said,
} from './support';

jest.setTimeout(400_000);
const PASSWORD = 'a password of the drill';

let first: OwnCockpit;
let second: OwnCockpit | undefined;
let key: string;
let token: string;
let stories = 0;

beforeAll(async () => {
  first = await OwnCockpit.start(folder());
  ({ key, token } = await furnish(first.dataDir));
  await done(first.dataDir, ['user', 'add', 'chief', '--role', 'manager', '--password-stdin'], PASSWORD);
});
afterAll(async () => {
  await first.stop();
  await second?.stop();
  removeFolders();
});

const send = async (at: OwnCockpit, count: number): Promise<void> => {
  for (const end = stories + count; stories < end; stories++)
    expect(await post(at.url, key, story(stories))).toEqual({ accepted: story(stories).length, rejected: [] });
};
const backlog = async (at: OwnCockpit): Promise<number> =>
  (await get<{ backlog: number }>(at.url, token, '/v1/sources/tickets')).backlog;
/** of matters only what does not depend on the hour */
const matterOf = ({ caseId, kind, acceptedAt, dueAt, closedAt, card, overdue }: Record<string, unknown>) => ({
  caseId,
  kind,
  acceptedAt,
  dueAt,
  closedAt,
  card,
  overdue,
});

async function answers(at: OwnCockpit): Promise<Record<string, unknown>> {
  const halls = await Promise.all(
    ['A1', 'B2'].map(async (hall) => ({
      visits: (await all(at.url, token, `/v1/visits?hall=${hall}&day=${DAY}`))
        .map((visit) => JSON.stringify(visit))
        .sort(),
      load: (await get<{ items: unknown[] }>(at.url, token, `/v1/halls/${hall}/load?day=${DAY}`)).items
        .map((row) => JSON.stringify(row))
        .sort(),
    })),
  );
  const matters = (await all(at.url, token, '/v1/matters?kind=case'))
    .map((matter) => JSON.stringify(matterOf(matter)))
    .sort();
  return { halls, matters };
}

/** finished tickets by the quarter-hour load of the queues */
function servedIn(all: Record<string, unknown>): number {
  return (all as { halls: { load: string[] }[] }).halls
    .flatMap(({ load }) => load.map((row) => JSON.parse(row) as { kind: string; served: number }))
    .filter(({ kind }) => kind === 'queue')
    .reduce((sum, { served }) => sum + served, 0);
}

/**
 * The answers once nothing is under way any more: twice the same, with all visits done and all cards issued. A busy hall day is
 * computed anew at most every ten seconds, so standing still is not yet being done.
 */
async function settled(at: OwnCockpit): Promise<Record<string, unknown>> {
  let before = '';
  let asked = 0;
  await until(
    () => backlog(at),
    (left) => left === 0,
  );
  await until(
    async () => {
      if (asked++ > 0) await new Promise((next) => setTimeout(next, 3000));
      const all = await answers(at);
      const now = JSON.stringify(all);
      // a busy hall day is computed anew at most every ten seconds: standing still is not yet being done
      const same = now === before && servedIn(all) === stories * 10;
      before = now;
      return (
        same &&
        now.split('\\"result\\":\\"done\\"').length - 1 === stories * 10 &&
        now.split('\\"card\\":\\"red\\"').length - 1 === stories
      );
    },
    Boolean,
    90_000,
  );
  return JSON.parse(before) as Record<string, unknown>;
}

interface Run {
  clickhouseUrl: string;
  clickhouseDatabase: string;
}
async function onTables<T>(at: OwnCockpit, work: (client: ClickHouseClient) => Promise<T>): Promise<T> {
  const { clickhouseUrl: url, clickhouseDatabase: database } = JSON.parse(
    readFileSync(join(at.dataDir, 'run.json'), 'utf8'),
  ) as Run;
  const client = createClient({ url, database });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
const rowsOf = (at: OwnCockpit, sql: string): Promise<string> =>
  onTables(at, async (client) => (await client.query({ query: sql, format: 'JSONCompactEachRow' })).text());
const SPANS = `SELECT hall, window_id, state, from_at, to_at FROM window_span FINAL WHERE window_id != '' AND (hall, day, version) IN (SELECT hall, day, max(version) FROM window_span GROUP BY hall, day) ORDER BY ALL`;

describe('rebuilding while serving', () => {
  it('brings back what was deleted and falsified, while events come in and questions are answered', async () => {
    await send(first, 12);
    const before = await settled(first);
    const spans = await rowsOf(first, SPANS);
    expect(spans).not.toBe('');

    await onTables(first, async (client) => {
      for (const table of ['load_15min', 'window_span', 'matter'])
        await client.command({ query: `TRUNCATE TABLE ${table}` });
      await client.command({ query: "ALTER TABLE visit DELETE WHERE hall = 'A1' SETTINGS mutations_sync = 2" });
      await client.command({
        query:
          "ALTER TABLE visit UPDATE wait_sec = 1, result = 'refused' WHERE hall = 'B2' SETTINGS mutations_sync = 2",
      });
    });
    expect(await answers(first)).not.toEqual(before);

    const asked: number[] = [];
    const served = new AbortController();
    const asking = (async () => {
      while (!served.signal.aborted) {
        asked.push(
          (await fetch(`${first.url}/v1/visits?hall=B2&day=${DAY}`, { headers: { authorization: `Bearer ${token}` } }))
            .status,
        );
        await new Promise((next) => setTimeout(next, 50));
      }
    })();
    const more = stories;
    const rebuilt = new AbortController();
    const rebuilding = done(first.dataDir, ['rebuild', '--json']).finally(() => {
      rebuilt.abort();
    });
    // events never stop: what they make due again and again is not waited for
    while (!rebuilt.signal.aborted) {
      await send(first, 1);
      await new Promise((next) => setTimeout(next, 250));
    }
    const result = JSON.parse(await rebuilding) as { visits: number; days: number; matters: number };
    served.abort();
    await asking;
    expect(result.visits).toBeGreaterThanOrEqual(more * 10);
    expect(result.matters).toBeGreaterThanOrEqual(more);
    expect(new Set(asked)).toEqual(new Set([200]));

    const after = await settled(first);
    const known = new Set(JSON.stringify(before).match(/t-\d+-\d/g) ?? []);
    expect(known.size).toBe(more * 10);
    const visitsBefore = (before as { halls: { visits: string[] }[] }).halls.flatMap(({ visits }) => visits);
    const visitsAfter = new Set((after as { halls: { visits: string[] }[] }).halls.flatMap(({ visits }) => visits));
    expect(visitsBefore.filter((visit) => !visitsAfter.has(visit))).toEqual([]);
    // a second one changes nothing at all, neither spans nor load nor matters
    const spansNow = await rowsOf(first, SPANS);
    await done(first.dataDir, ['rebuild']);
    expect(await settled(first)).toEqual(after);
    expect(await rowsOf(first, SPANS)).toBe(spansNow);
  });

  it('can be asked for one hall and day', async () => {
    const before = await settled(first);
    await onTables(first, (client) =>
      client.command({ query: "ALTER TABLE visit DELETE WHERE hall = 'A1' SETTINGS mutations_sync = 2" }),
    );
    const result = JSON.parse(await done(first.dataDir, ['rebuild', '--hall', 'A1', '--day', DAY, '--json'])) as {
      visits: number;
      matters: number;
    };
    // every second one is told of this hall, from the first
    expect(result).toMatchObject({ visits: Math.ceil(stories / 2) * 10, matters: 0 });
    expect(await settled(first)).toEqual(before);
  });
});

describe('checking the figures', () => {
  const check = (...more: string[]): Promise<Said> =>
    cockpit(first.dataDir, ['check-figures', '--from', DAY, '--to', DAY, ...more]);
  /** ten visits at once at one window, none paused in between: that law is asked of orderly windows elsewhere */
  const others = ({ items }: LawsAnswer): LawsAnswer['items'] =>
    items.filter(({ law, state }) => law !== 'busy-service' && state === 'broken');

  it('ends with 0 where all hold', async () => {
    await settled(first);
    const nowhere = await check('--hall', 'nowhere');
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain('there is no hall "nowhere"');
    expect((await cockpit(first.dataDir, ['check-figures', '--from', 'yesterday'])).code).toBe(2);
    expect(others(LawsAnswer.parse(JSON.parse((await check('--json')).stdout)))).toEqual([]);
    const empty = await cockpit(first.dataDir, ['check-figures', '--from', '2026-01-01', '--to', '2026-01-02']);
    expect([empty.code, empty.stdout]).toEqual([
      0,
      expect.stringMatching(/2026-01-01 to 2026-01-02: \d+ hold, \d+ cannot, 0 broken/),
    ]);
  });

  it('ends with 1 where one is broken, and says which, where, and both sides', async () => {
    await onTables(first, (client) =>
      client.command({
        query: `INSERT INTO visit (hall, day, ticket_id, version, number, queue, priority, first_at, issued_at, items, result, legs)
      VALUES ('A1', '${DAY}', 'nobody', 1, 'X1', 'household', 0, '${DAY} 02:00:00', '${DAY} 02:00:00', [], 'waiting', '[]')`,
      }),
    );
    const { code, stdout, stderr } = await check();
    expect(code).toBe(1);
    expect(stdout).toContain('✗ visitors');
    expect(stdout).toMatch(new RegExp(`visitors A1 ${DAY}: [\\d,]+ ≠ [\\d,]+ count`));
    expect(stderr).toMatch(/laws of conservation broken: .*visitors 1/);
    await onTables(first, (client) =>
      client.command({ query: "ALTER TABLE visit DELETE WHERE ticket_id = 'nobody' SETTINGS mutations_sync = 2" }),
    );
    expect(others(LawsAnswer.parse(JSON.parse((await check('--json')).stdout)))).toEqual([]);
  });
});

describe('a drill: backup under load, restore into an empty directory', () => {
  it('holds everything acknowledged before it began, answers the same, lets people in and knows repeats again', async () => {
    await send(first, 6);
    const acknowledged = stories;
    const loaded = new AbortController();
    const load = (async () => {
      while (!loaded.signal.aborted) await send(first, 1);
    })();
    const dir = join(folder(), 'backup');
    const backup = JSON.parse(await done(first.dataDir, ['backup', dir, '--json'])) as { rows: number; files: number };
    loaded.abort();
    await load;
    expect(backup.rows).toBeGreaterThan(acknowledged * 45);
    expect(statSync(dir).mode & 0o077).toBe(0);
    for (const name of ['secret', 'manifest.json']) expect(statSync(join(dir, name)).mode & 0o077).toBe(0);
    expect((await cockpit(first.dataDir, ['backup', dir])).code).toBe(2);
    const wanted = await settled(first);
    expect(stories).toBeGreaterThan(acknowledged);

    expect((await cockpit(first.dataDir, ['restore', dir])).code).toBe(2);
    const spoilt = join(dir, 'clickhouse', 'event.ndjson.gz');
    const whole = readFileSync(spoilt);
    writeFileSync(spoilt, whole.subarray(0, whole.length - 10));
    const empty = folder();
    const refused = await cockpit(empty, ['restore', dir]);
    expect([refused.code, refused.stderr.includes('checksum'), readdirSync(empty)]).toEqual([2, true, []]);
    writeFileSync(spoilt, whole);

    await done(empty, ['restore', dir]);
    expect(existsSync(join(empty, 'run.json'))).toBe(false);
    await first.stop();
    const restored = await OwnCockpit.start(empty);
    second = restored;
    // the key and the token of before work; every story posted again is a repeat, or the one that came after the beginning
    await until(
      () => rowsOf(restored, 'SELECT DISTINCT id FROM event'),
      (text) => {
        const ids = new Set(
          text
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => (JSON.parse(line) as [string])[0]),
        );
        return Array.from({ length: acknowledged }, (_, n) => story(n))
          .flat()
          .every(({ id }) => ids.has(id));
      },
    );
    for (let n = 0; n < stories; n++) expect(await post(restored.url, key, story(n))).toMatchObject({ rejected: [] });
    expect(await settled(restored)).toEqual(wanted);
    expect(
      JSON.parse(`[${(await rowsOf(restored, 'SELECT count(), uniqExact(identity) FROM event')).trim()}]`),
    ).toEqual([[stories * 45, stories * 45]]);
    const session = await fetch(`${restored.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: restored.url },
      body: JSON.stringify({ username: 'chief', password: PASSWORD }),
    });
    expect(session.ok).toBe(true);
  });
});
