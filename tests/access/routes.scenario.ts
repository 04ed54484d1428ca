import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Administrators, Sources, Tokens, Users } from '@cockpit/access';
import { BUREAU_ROLES, OrganisationDoc, Problem, type Role } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { openApiDocument } from '@cockpit/platform';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { ACTOR, ORGANISATION } from '../ingestion/support';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';
import { ALL_ROLES, OPEN, ROLES_OF, rolesApart, rolesOf } from './matrix';

/** The door asks for the key of a source and takes no cookie. */
const DOOR = 'POST /v1/events';
const PASSWORD = 'correct horse battery';

let stores: Stores;
let cockpit: RunningApp;
let pages: string;
let routes: string[];
let secrets: Record<Role, string>;

beforeAll(async () => {
  pages = mkdtempSync(join(tmpdir(), 'hall-cockpit-pages-'));
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>cockpit</title>');
  stores = await freshStores({ LOG_LEVEL: 'silent' });
  cockpit = await bootApp(stores, CockpitAppModule, { dashboardDir: pages });
  await cockpit.app.get(OrganisationService).replace(OrganisationDoc.parse(ORGANISATION), ACTOR);
  const methods = Object.entries(openApiDocument(cockpit.app).paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  routes = methods.filter((route) => route !== DOOR);
  const tokens = cockpit.app.get(Tokens);
  const secretOf = async (role: Role): Promise<string> => {
    if (role === 'source')
      return (await cockpit.app.get(Sources).create({ name: 'of-source', halls: ['H32'], sandbox: false }, ACTOR)).key
        .secret;
    return (await tokens.add({ name: `of-${role}`, role, halls: BUREAU_ROLES.includes(role) ? 'all' : ['H32'] }, ACTOR))
      .secret;
  };
  secrets = Object.fromEntries(
    await Promise.all(ALL_ROLES.map(async (role) => [role, await secretOf(role)] as const)),
  ) as Record<Role, string>;
});
afterAll(async () => {
  await cockpit.close();
  await stores.dispose();
  rmSync(pages, { recursive: true, force: true });
});

/** Only the head of the answer: an event stream has no end. */
async function ask(
  route: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; code: string | null }> {
  const [method = '', path = ''] = route.split(' ');
  const abort = new AbortController();
  const answer = await fetch(`${cockpit.url}${path.replaceAll('{hall}', 'H32').replace(/\{\w+\}/g, 'x')}`, {
    method,
    signal: abort.signal,
    headers: { ...headers, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
    ...(method === 'GET' ? {} : { body: '{}' }),
  });
  const isProblem = answer.headers.get('content-type')?.includes('problem+json') === true;
  const code = isProblem ? Problem.parse(await answer.json()).code : null;
  abort.abort();
  return { status: answer.status, headers: answer.headers, code };
}
/** A page for people has its own style and one form besides; nothing else may it do. */
const withoutPage = (route: string, policy: string | null): string | null =>
  route.endsWith(' /a/{token}')
    ? (policy?.replace(/ style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none';/, '') ?? null)
    : policy;
const bearer = (role: Role): Record<string, string> => ({ authorization: `Bearer ${secrets[role]}` });

/** Routes that let a role in and should not, or the other way round. */
async function wrongFor(role: Role, matrix: (route: string) => readonly Role[]): Promise<unknown[]> {
  const wrong: unknown[] = [];
  for (const route of routes.filter((one) => !OPEN.includes(one))) {
    const asked = role === 'source' && route === 'GET /v1/prompts' ? `${route}?state=accepted` : route;
    const { status, code } = await ask(asked, bearer(role));
    const isLetIn = !(status === 401 || code === 'role-not-allowed' || code === 'administrators-apart');
    if (isLetIn !== matrix(route).includes(role)) wrong.push({ route, status, code });
  }
  return wrong;
}

describe('every route', () => {
  it('is in the matrix by its name as it is', () => {
    expect(Object.keys(ROLES_OF).filter((route) => !routes.includes(route))).toEqual([]);
    expect(OPEN.filter((route) => !routes.includes(route) && route !== 'GET /metrics')).toEqual([]);
  });

  it.each(ALL_ROLES)('is open to %s as the matrix says', async (role) => {
    expect(await wrongFor(role, rolesOf)).toEqual([]);
  });

  it('asks who is there, unless it is one of the open ones', async () => {
    const open: string[] = [];
    for (const route of routes) if ((await ask(route)).status !== 401) open.push(route);
    expect(open.sort()).toEqual(
      OPEN.filter((route) => routes.includes(route) && route !== 'POST /v1/session')
        .concat(open.includes('POST /v1/session') ? ['POST /v1/session'] : [])
        .sort(),
    );
  });

  it('tells browsers not to guess, frame, run or keep what it answers, also when it refuses', async () => {
    const wrong: unknown[] = [];
    const SAFE = {
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    };
    const others = [
      'GET /openapi.json',
      'GET /metrics',
      'GET /v1/no-such-route',
      'GET /v1/%zz',
      'GET /v1/halls?limit=x',
      'POST /no-such-route',
    ];
    for (const route of [...routes, DOOR, ...others]) {
      for (const headers of [{}, bearer('administrator')]) {
        const answer = await ask(route, headers);
        for (const [name, value] of Object.entries(SAFE))
          if (withoutPage(route, answer.headers.get(name)) !== value)
            wrong.push([route, answer.status, name, answer.headers.get(name)]);
      }
    }
    expect(wrong).toEqual([]);
    const page = await fetch(`${cockpit.url}/wall/H32`, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('x-content-type-options'), page.headers.get('cache-control')]).toEqual([
      200,
      'nosniff',
      'no-cache',
    ]);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'self'/);
  });

  it('changes nothing for a page of somebody else, whatever cookie the browser sends along', async () => {
    await cockpit.app.get(Users).add({ name: 'chief', role: 'administrator', halls: 'all', password: PASSWORD }, ACTOR);
    const signedIn = await fetch(`${cockpit.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'chief', password: PASSWORD }),
    });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    const writing = routes.filter((route) => !route.startsWith('GET '));
    expect(writing.length).toBeGreaterThan(30);
    const wrong: unknown[] = [];
    for (const route of writing) {
      for (const foreign of [
        { origin: 'https://elsewhere.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ]) {
        const { status, code } = await ask(route, { cookie, ...foreign });
        if (status !== 403 || code !== 'cross-site') wrong.push([route, foreign, status, code]);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('what single officers do', () => {
  it('is told to those who run halls, and to the officer', async () => {
    const { secret } = await cockpit.app
      .get(Tokens)
      .add({ name: 'officer-7', role: 'officer', halls: ['H32'], officerId: 'o7' }, ACTOR);
    const status = async (headers: Record<string, string>) =>
      (await ask('GET /v1/metrics/served?hall=H32&by=officer', headers)).status;
    const key = (await (await fetch(`${cockpit.url}/v1/metrics`, { headers: bearer('manager') })).json()) as {
      items: { key: string; by: string[] }[];
    };
    expect(key.items.filter(({ by }) => by.includes('officer')).map((metric) => metric.key).length).toBeGreaterThan(0);
    for (const { key: name } of key.items.filter(({ by }) => by.includes('officer'))) {
      const path = `GET /v1/metrics/${name}?hall=H32&by=officer`;
      expect([
        name,
        (await ask(path, bearer('supervisor'))).status,
        (await ask(path, bearer('guide'))).code,
        (await ask(path, bearer('officer'))).code,
        (await ask(path, { authorization: `Bearer ${secret}` })).status,
      ]).toEqual([name, 200, 'role-not-allowed', 'role-not-allowed', 200]);
    }
    expect(await status(bearer('screen'))).not.toBe(200);
    for (const by of ['officer', 'unit', 'kind', 'item']) {
      for (const role of ['guide', 'screen'] as const)
        expect([by, role, (await ask(`GET /v1/matters/summary?hall=H32&by=${by}`, bearer(role))).code]).toEqual([
          by,
          role,
          'role-not-allowed',
        ]);
    }
    expect((await ask('GET /v1/matters/summary?hall=H32&by=hall', bearer('screen'))).status).toBe(200);
  });
});

describe('pairing', () => {
  it('cannot be had by trying codes, nor pairings', async () => {
    const tryOut = (path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(`${cockpit.url}/v1/screens/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        tryOut('pair', { code: String(100_000 + i), hall: 'H32', name: 'wall' }, bearer('supervisor')),
      ),
    );
    expect(answers.filter(({ status }) => status === 404).length).toBeLessThanOrEqual(10);
    const late = answers.find(({ status }) => status === 429);
    expect(Number(late?.headers.get('retry-after'))).toBeGreaterThan(0);
    const claims = await Promise.all(
      Array.from({ length: 80 }, (_, i) => tryOut('claim', { pairing: `${'x'.repeat(40)}${String(i)}` })),
    );
    expect([...new Set(claims.map(({ status }) => status))].sort()).toEqual([404, 429]);
  });
});

describe('the three administrators apart', () => {
  it('have each their own routes; all others stay as they were', async () => {
    for (const role of ['administrator', 'security', 'auditor'] as const)
      await cockpit.app.get(Users).add({ name: `one-${role}`, role, halls: 'all', password: PASSWORD }, ACTOR);
    await cockpit.app.get(Administrators).tellApart('等保', ACTOR);
    for (const role of ALL_ROLES) expect([role, await wrongFor(role, rolesApart)]).toEqual([role, []]);
  });
});
