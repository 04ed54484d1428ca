import {
  AuditEntry,
  HallDetail,
  HallSummary,
  OrganisationDoc,
  OrganisationImport,
  OrganisationPreview,
  page,
  Problem,
} from '@cockpit/contracts';
import { CLOCK, REDIS, type Clock } from '@cockpit/platform';
import { Tokens, type Actor } from '@cockpit/access';
import type { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../tests/support/engines';
import { OrganisationHalls, OrganisationModule, OrganisationService, clockKey } from './index';
import { smallOrganisation } from './testing';

const SYSTEM: Actor = { kind: 'system', id: 'test', name: 'test' };

let stores: Stores;
let running: RunningApp;
let organisation: OrganisationService;
let administrator: string;
let supervisor: string;

beforeEach(async () => {
  stores = await freshStores();
  running = await bootApp(stores, OrganisationModule);
  organisation = running.app.get(OrganisationService);
  const tokens = running.app.get(Tokens);
  administrator = (await tokens.add({ name: 'admin', role: 'administrator', halls: 'all' }, SYSTEM)).secret;
  supervisor = (await tokens.add({ name: 'of-a', role: 'supervisor', halls: ['P'] }, SYSTEM)).secret;
});

afterEach(async () => {
  await running.close();
  await stores.dispose();
});

interface Asking {
  method?: string;
  body?: unknown;
  as?: string;
}

function call(path: string, { method = 'GET', body, as = administrator }: Asking = {}): Promise<Response> {
  return fetch(`${running.url}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The answer, which must have the shape the contract gives it: nothing less, nothing more. */
async function ask<S extends z.ZodType>(schema: S, path: string, asking?: Asking): Promise<z.output<S>> {
  const body: unknown = await (await call(path, asking)).json();
  const parsed = schema.parse(body);
  expect(parsed).toEqual(body);
  return parsed;
}
const status = async (path: string, asking?: Asking): Promise<number> => (await call(path, asking)).status;
const put = (doc: unknown, from?: string, more = '') =>
  ask(OrganisationImport, `organisation?${from === undefined ? '' : `from=${from}`}${more}`, {
    method: 'PUT',
    body: doc,
  });
const exported = (day?: string) => ask(OrganisationDoc, `organisation${day === undefined ? '' : `?at=${day}`}`);

/** The small organisation, changed in one place. */
function other(change: (doc: OrganisationDoc) => void): OrganisationDoc {
  const doc = smallOrganisation();
  change(doc);
  return doc;
}

describe('the organisation', () => {
  it('comes back as it was given, and given again changes nothing', async () => {
    const doc = smallOrganisation();
    const first = await put(doc);
    expect(first).toMatchObject({ version: 1, changed: true, total: { changed: 0, removed: 0, unchanged: 0 } });
    const back = await exported();
    expect(back).toEqual(doc);
    expect(await put(back)).toMatchObject({
      version: 1,
      changed: false,
      total: { added: 0, changed: 0, removed: 0, unchanged: first.total.added },
    });
    const versions: unknown = await running.app
      .get(DataSource)
      .query('SELECT count(*)::int AS n FROM organisation_version');
    expect(versions).toEqual([{ n: 1 }]);
  });

  describe('told by a document about one hall', () => {
    const one = () =>
      other((doc) => {
        doc.halls = doc.halls
          .filter(({ code }) => code === 'A')
          .map((hall) => ({ ...hall, windows: hall.windows.filter(({ id }) => id === 'w1') }));
        doc.items = doc.items.filter(({ code }) => code === 'HZ-1' || code === 'HZ-2');
        doc.packages = [];
        doc.officers = doc.officers.filter(({ id }) => id === 'o1');
        doc.rosters = doc.rosters.filter(({ officer }) => officer === 'o1');
        doc.travelTimes = [];
      });
    const halls = async () => (await exported()).halls.map(({ code }) => code).sort();
    beforeEach(() => put(smallOrganisation()));

    it('keeps every other hall with its pieces, items and officers, and ends what the hall has no more', async () => {
      expect(await put(one())).toMatchObject({
        total: { removed: 2 },
        byKind: { window: { removed: 1 }, roster: { removed: 1 } },
        keptHalls: ['A2', 'P'],
      });
      const after = await exported();
      expect(await halls()).toEqual(['A', 'A2', 'P']);
      expect(after.halls.find(({ code }) => code === 'A2')).toEqual(
        smallOrganisation().halls.find(({ code }) => code === 'A2'),
      );
      expect([after.items.length, after.officers.length, after.packages.length, after.travelTimes.length]).toEqual([
        4, 3, 1, 2,
      ]);
      expect(await put(one())).toMatchObject({ changed: false });
    });

    it('says beforehand what it would add, change and remove, and changes nothing', async () => {
      const before = await exported();
      const check = (more: string) =>
        ask(OrganisationPreview, `organisation?check=true${more}`, { method: 'PUT', body: one() });
      expect((await check('')).changes.map(({ kind, key, change }) => `${change} ${kind} ${key}`)).toEqual([
        expect.stringContaining('removed window A/w2'),
        expect.stringContaining('removed roster A/o2'),
      ]);
      expect((await check('&remove=true')).changes).toEqual(
        expect.arrayContaining([
          { kind: 'hall', key: 'P', change: 'removed' },
          { kind: 'officer', key: 'o3', change: 'removed' },
        ]),
      );
      expect(await exported()).toEqual(before);
    });

    it('ends the others when it is told to', async () => {
      expect(await put(one(), undefined, '&remove=true')).toMatchObject({ kept: 0, byKind: { hall: { removed: 2 } } });
      expect(await halls()).toEqual(['A']);
    });

    it('is refused where it does not go together with what stays', async () => {
      // A2, which is not named, is the twin of A, and a twin of a twin says nothing
      const document = other((doc) => {
        const [a = fail('no hall')] = doc.halls;
        doc.halls = [{ ...a, twinOf: 'A3' }, { ...a, code: 'A3' }, ...doc.halls.slice(2)];
      });
      const response = await call('organisation', { method: 'PUT', body: document });
      expect(Problem.parse(await response.json())).toMatchObject({
        code: 'invalid-organisation',
        detail: expect.stringContaining('together with') as string,
      });
      expect(response.status).toBe(422);
    });
  });

  it('refuses accounts, tokens and sources for halls that it does not have, and says which', async () => {
    const wanted = {
      user: { path: 'users', body: { name: 'zhang', role: 'supervisor', halls: ['A', 'X'] } },
      token: { path: 'tokens', body: { name: 'board', role: 'guide', halls: ['A', 'X'] } },
      source: { path: 'sources', body: { name: 'kiosk', halls: ['A', 'X'] } },
    };
    for (const { path, body } of Object.values(wanted)) {
      expect(await status(path, { method: 'POST', body: { ...body, halls: ['A'] } })).toBe(422);
    }
    await put(smallOrganisation());
    for (const { path, body } of Object.values(wanted)) {
      const response = await call(path, { method: 'POST', body });
      expect([response.status, Problem.parse(await response.json())]).toMatchObject([
        422,
        { code: 'unknown-hall', errors: [{ path: 'halls.1', message: 'the organisation has no hall "X"' }] },
      ]);
      expect(await status(path, { method: 'POST', body: { ...body, halls: ['A'] } })).toBe(201);
    }
  });

  it('keeps the order it was given in, as no news', async () => {
    await put(smallOrganisation());
    const turned = other((doc) => doc.items.reverse());
    expect(await put(turned)).toMatchObject({ version: 1, changed: false });
    expect(await exported()).toEqual(turned);
  });

  it('stays answerable for every day: who could do what, which windows there were', async () => {
    await put(smallOrganisation(), '2026-01-01');
    const june = other((doc) => {
      doc.halls[0]?.windows.push({ id: 'w3', number: '3', kind: 'reserve', queues: ['hz'], switchMin: 2 });
      doc.officers[2]?.skills.push({ branch: 'traffic', from: '2026-06-01' });
    });
    expect(await put(june, '2026-06-01')).toMatchObject({ version: 2, total: { added: 1, changed: 1, removed: 0 } });
    const october = other((doc) => {
      doc.halls = doc.halls.filter((hall) => hall.code !== 'A2');
    });
    expect((await put(october, '2026-10-01', '&remove=true')).byKind['hall']).toEqual({
      added: 0,
      changed: 0,
      removed: 1,
      unchanged: 2,
    });

    expect(await exported('2025-07-01')).toEqual(smallOrganisation());
    expect(await exported('2026-05-31')).toEqual(smallOrganisation());
    expect(await exported('2026-06-01')).toEqual(june);
    expect(await exported('2026-09-30')).toEqual(june);
    expect(await exported('2026-10-01')).toEqual(october);

    const config = async (day: string) => organisation.hallConfig('A', day);
    expect((await config('2026-05-31'))?.windows).toHaveLength(2);
    expect((await config('2026-06-01'))?.windows).toHaveLength(3);
    expect((await config('2026-06-01'))?.officers[2]?.skills).toEqual(['jg']);
    expect(await organisation.hallConfig('A2', '2026-10-01')).toBeNull();
    expect(await organisation.knownHalls()).toEqual(new Set(['A', 'A2', 'P']));
    expect((await running.app.get(OrganisationHalls).halls()).get('A2')).toEqual({ timeZone: 'Asia/Shanghai' });
  });

  it('takes a change from the day its slowest hall is on', async () => {
    const doc = other((one) => {
      if (one.halls[0]) one.halls[0].clock = 'feed';
    });
    await put(doc);
    const now = '2026-03-05T23:30:00+08:00';
    await running.app
      .get<Redis>(REDIS)
      .set(clockKey('A'), JSON.stringify({ now, clock: 'feed', feeds: [{ lastEventAt: now }] }));
    const renamed = other((one) => {
      if (one.halls[0]) Object.assign(one.halls[0], { clock: 'feed', name: '新名' });
    });
    expect(await put(renamed)).toMatchObject({ changed: true, validFrom: '2026-03-05' });
    expect((await organisation.hallConfig('A', '2026-03-04'))?.hall.name).toBe('大厅 A');
    expect((await organisation.hallConfig('A', '2026-03-05'))?.hall.name).toBe('新名');
    expect(await organisation.today('A')).toBe('2026-03-05');
  });

  it('refuses a faulty document with every fault, and keeps what it had', async () => {
    await put(smallOrganisation());
    const faulty = other((doc) => {
      if (doc.halls[0]) doc.halls[0].timeZone = 'Mars/Olympus';
      if (doc.rosters[0]) doc.rosters[0].officer = 'nobody';
    });
    const problem = await ask(Problem, 'organisation', { method: 'PUT', body: faulty });
    expect([problem.status, problem.code, problem.errors?.map((error) => error.path)]).toEqual([
      422,
      'invalid-organisation',
      ['halls.0.timeZone', 'rosters.0.officer'],
    ]);
    expect(await exported()).toEqual(smallOrganisation());
  });

  it('has one version for two imports at once', async () => {
    const answers = await Promise.all([put(smallOrganisation()), put(smallOrganisation()), put(smallOrganisation())]);
    expect(answers.map(({ version, changed }) => [version, changed]).sort()).toEqual([
      [1, false],
      [1, false],
      [1, true],
    ]);
  });

  it('is forgotten by every process when it changes', async () => {
    const far = await bootApp(stores, OrganisationModule);
    try {
      expect(await far.app.get(OrganisationService).knownHalls()).toEqual(new Set());
      await put(smallOrganisation());
      const end = far.app.get<Clock>(CLOCK).now() + 20_000;
      while ((await far.app.get(OrganisationService).knownHalls()).size === 0 && Date.now() < end)
        await new Promise((done) => setTimeout(done, 5));
      expect(await far.app.get(OrganisationService).knownHalls()).toEqual(new Set(['A', 'A2', 'P']));
    } finally {
      await far.close();
    }
  });

  it('writes each change into the audit, with what changed', async () => {
    await put(smallOrganisation());
    await put(
      other((doc) => {
        if (doc.items[0]) doc.items[0].name = '新名';
      }),
    );
    const { items } = await ask(page(AuditEntry), 'audit?target=organisation');
    expect(items).toMatchObject([
      {
        action: 'organisation.replace',
        before: { version: 1 },
        after: { version: 2, changes: [{ kind: 'item', key: 'HZ-1', change: 'changed' }] },
        actor: { name: 'admin' },
      },
      { action: 'organisation.replace', before: { version: null }, after: { version: 1 } },
    ]);
  });
});

describe('halls over HTTP', () => {
  it("list those in the caller's scope, page by page", async () => {
    await put(smallOrganisation());
    const codes = async (path: string, as: string) => {
      const { items, next } = await ask(page(HallSummary), path, { as });
      return [items.map((hall) => hall.code), next];
    };
    expect(await codes('halls', administrator)).toEqual([['A', 'A2', 'P'], null]);
    expect(await codes('halls', supervisor)).toEqual([['P'], null]);
    expect(await codes('halls?limit=2', administrator)).toEqual([['A', 'A2'], 'A2']);
    expect(await codes('halls?limit=2&cursor=A2', administrator)).toEqual([['P'], null]);
    const { items } = await ask(page(HallSummary), 'halls');
    expect(items[1]).toEqual({
      code: 'A2',
      name: '大厅 A2',
      tier: 'hall',
      parent: 'A',
      simulated: false,
      clock: 'wall',
      twinOf: 'A',
      windows: 2,
      queues: [
        { code: 'hz', name: '户政' },
        { code: 'jg', name: '交管' },
      ],
    });
  });

  it('come as lines or as a table when that is asked for, with the way to the next page', async () => {
    await put(smallOrganisation());
    const as = async (accept: string) =>
      fetch(`${running.url}/v1/halls?limit=2`, { headers: { authorization: `Bearer ${administrator}`, accept } });
    const lines = await as('application/x-ndjson');
    expect(
      (await lines.text())
        .trim()
        .split('\n')
        .map((line) => HallSummary.parse(JSON.parse(line)).code),
    ).toEqual(['A', 'A2']);
    expect(lines.headers.get('link')).toBe('</v1/halls?limit=2&cursor=A2>; rel="next"');
    const table = await as('text/csv');
    expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = Buffer.from(await table.arrayBuffer())
      .toString('utf8')
      .split('\r\n');
    expect(bytes[0]).toBe('\ufeffcode,name,tier,parent,simulated,clock,twinOf,windows,queues');
    expect(bytes[1]).toBe(
      'A,大厅 A,hall,,false,wall,,2,"[{""code"":""hz"",""name"":""户政""},{""code"":""jg"",""name"":""交管""}]"',
    );
  });

  it('show one with its plan, its items and the officers of the day', async () => {
    await put(smallOrganisation());
    const detail = await ask(HallDetail, 'halls/A?at=2026-04-01');
    expect(detail.doc).toEqual(smallOrganisation().halls[0]);
    expect(detail.officers[0]).toEqual({
      id: 'o1',
      name: 'o1',
      kind: 'police',
      homeBranch: 'household',
      branches: ['household', 'traffic'],
    });
    expect(detail.items.map((item) => [item.code, item.queue])).toEqual([
      ['HZ-1', 'hz'],
      ['HZ-2', 'hz'],
      ['HZ-3', 'hz'],
      ['JG-1', 'jg'],
    ]);
    expect(await status('halls/A2', { as: supervisor })).toBe(403);
    expect(await status('halls/none')).toBe(404);
  });

  it('are nothing yet before an organisation was imported', async () => {
    expect(await ask(page(HallSummary), 'halls')).toEqual({ items: [], next: null });
    expect(await status('organisation')).toBe(404);
    expect(await status('organisation', { as: supervisor })).toBe(403);
    expect(await status('organisation', { method: 'PUT', body: smallOrganisation(), as: supervisor })).toBe(403);
  });
});

function fail(why: string): never {
  throw new Error(why);
}
