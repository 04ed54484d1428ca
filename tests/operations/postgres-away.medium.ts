import { setTimeout as sleep } from 'node:timers/promises';
import { join, resolve } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import { z } from 'zod';
import { Sources, Tokens, Users } from '@cockpit/access';
import { LiveHall, OrganisationDoc, Problem } from '@cockpit/contracts';
import { Engines, type Engine } from '@cockpit/engines';
import { OrganisationService } from '@cockpit/organisation';
import { CLICKHOUSE_READER, migratePostgres, openApiDocument, selectRows, sql, type Settings } from '@cockpit/platform';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';
import { pathOf, routesOf } from '../requests/asked';
import { folder, removeFolders, until } from './support';

jest.setTimeout(240_000);
const ACTOR = { kind: 'system', id: 'test', name: 'test' } as const;
const KNOWN = {
  hall: 'H1',
  day: '2026-10-26',
  from: '2026-10-20',
  to: '2026-10-26',
  key: 'wait_mean',
  name: 'tickets',
  year: '2026',
  id: '00000000-0000-4000-8000-000000000000',
  windowId: 'w1',
  ticketId: 't1',
};

let stores: Stores;
let engines: Engines;
let postgres: Engine;
let cockpit: RunningApp;
let token: string;
let cookie: string;
let sourceKey: string;

beforeAll(async () => {
  stores = await freshStores({ LOG_LEVEL: 'silent' });
  engines = await Engines.prepare({ dataDir: join(folder(), 'own'), cacheDir: resolve('.cache') });
  postgres = await engines.start('postgres');
  const settings: Settings = { ...stores.settings, postgresUrl: postgres.url };
  await migratePostgres(settings);
  cockpit = await bootApp({ settings }, CockpitAppModule);
  const { app, url } = cockpit;
  await app.get(OrganisationService).replace(
    OrganisationDoc.parse({
      format: 'organisation/1',
      bureau: { code: 'bureau', name: '公安局' },
      branches: [{ code: 'household', name: '户政' }],
      halls: [
        {
          code: 'H1',
          name: '大厅',
          tier: 'hall',
          queues: [{ code: 'household', name: '户政', branch: 'household' }],
          windows: [{ id: 'w1', number: '1', queues: ['household'] }],
        },
      ],
    }),
    ACTOR,
  );
  token = (await app.get(Tokens).add({ name: 'admin', role: 'administrator', halls: 'all' }, ACTOR)).secret;
  const password = 'a long password of this test';
  await app.get(Users).add({ name: 'su', displayName: '主管', role: 'supervisor', halls: ['H1'], password }, ACTOR);
  const signedIn = await fetch(`${url}/v1/session`, {
    method: 'POST',
    body: JSON.stringify({ username: 'su', password }),
    headers: { 'content-type': 'application/json', origin: url },
  });
  expect(signedIn.status).toBeLessThan(300);
  cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const { key } = await app.get(Sources).create({ name: 'tickets', halls: ['H1'], sandbox: false }, ACTOR);
  sourceKey = key.secret;
  expect((await post(ticketEvent('t1'))).status).toBe(202);
  await until(
    () => ask('GET', '/v1/halls/H1/live'),
    ({ status }) => status === 200,
  );
  await until(
    () => ask('GET', '/v1/halls/H1/live', { cookie }),
    ({ status }) => status === 200,
  );
});
afterAll(async () => {
  await cockpit.close();
  await postgres.stop();
  await stores.dispose();
  removeFolders();
});

const eventOf = (id: string, type: string, data: object) => ({
  specversion: '1.0',
  source: '/t',
  id,
  type,
  data,
  time: new Date(Date.now() - 60_000).toISOString(),
});
const ticketEvent = (ticketId: string) =>
  eventOf(`issued-${ticketId}`, 'hall.ticket.issued', {
    hallId: 'H1',
    ticketId,
    number: ticketId,
    queue: 'household',
    channel: 'walk-in',
  });
const post = (event: object): Promise<Response> =>
  fetch(`${cockpit.url}/v1/events`, {
    method: 'POST',
    body: JSON.stringify(event),
    headers: { authorization: `Bearer ${sourceKey}`, 'content-type': 'application/json' },
  });
const visits = async (): Promise<number> =>
  (
    await selectRows(cockpit.app.get<ClickHouseClient>(CLICKHOUSE_READER), {
      label: 'test',
      row: z.object({ n: z.coerce.number() }),
      sql: sql`SELECT count() AS n FROM visit FINAL`,
    })
  )[0]?.n ?? 0;

const ask = (
  method: string,
  path: string,
  headers: Record<string, string> = { authorization: `Bearer ${token}` },
  body?: string,
): Promise<Response> =>
  fetch(`${cockpit.url}${path}`, {
    method,
    signal: AbortSignal.timeout(30_000),
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json', origin: cockpit.url }) },
    ...(body === undefined ? {} : { body }),
  });

it('without Postgres the wall goes on, and every other route answers what it can or says when to come back: never 500', async () => {
  process.kill(postgres.pid, 'SIGKILL');
  await postgres.exited;
  await sleep(1500);
  const answers: string[] = [];
  for (const route of routesOf(openApiDocument(cockpit.app))) {
    if (
      route.path.endsWith('/stream') ||
      route.path === '/v1/events' ||
      route.path === '/v1/session' ||
      route.path === '/health/ready'
    )
      continue;
    const query = route.query
      .filter((name) => name in KNOWN)
      .map((name) => `${name}=${KNOWN[name as keyof typeof KNOWN]}`)
      .join('&');
    const answer = await ask(
      route.method,
      `${pathOf(route, KNOWN)}?${query}`,
      undefined,
      route.method === 'GET' || route.method === 'DELETE' ? undefined : '{}',
    );
    const text = await answer.text();
    if (answer.status < 500) continue;
    const told =
      answer.status === 503 &&
      Number(answer.headers.get('retry-after')) > 0 &&
      Problem.safeParse(JSON.parse(text)).success;
    if (!told) answers.push(`${route.method} ${route.path}: ${String(answer.status)} ${text.slice(0, 200)}`);
  }
  expect(answers).toEqual([]);
  for (const headers of [{ authorization: `Bearer ${token}` }, { cookie }]) {
    for (const path of ['/v1/halls/H1/live']) {
      const answer = await ask('GET', path, headers);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(LiveHall.parse(await answer.json()).queues).toHaveLength(1);
    }
  }
  const stranger = await ask('GET', '/v1/halls/H1/live', { authorization: `Bearer ${token.slice(0, -3)}abc` });
  expect([401, 503]).toContain(stranger.status);
  const stream = await ask('GET', '/v1/halls/H1/stream');
  expect(stream.status).toBe(200);
  await stream.body?.cancel();
  expect((await ask('GET', '/health/ready')).status).toBe(503);
  // what is sent meanwhile is stored and computed, and the cases among it are found once Postgres is back
  expect((await post(ticketEvent('t2'))).status).toBe(202);
  const accepted = { kind: 'case', channel: 'window', unit: 'household', hallId: 'H1', caseId: 'while-away' };
  expect((await post(eventOf('accepted', 'hall.case.accepted', accepted))).status).toBe(202);
  expect((await post(ticketEvent('t3'))).status).toBe(202);
  await until(visits, (n) => n === 3, 60_000);
  postgres = await engines.start('postgres');
  await until(
    () => ask('GET', '/v1/warnings?hall=H1'),
    ({ status }) => status === 200,
    60_000,
  );
  await until(
    () => ask('GET', '/v1/matters/while-away'),
    ({ status }) => status === 200,
    60_000,
  );
});
