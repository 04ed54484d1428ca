import { EVENT_TYPES } from '@cockpit/contracts';
import { openApiDocument } from '@cockpit/platform';
import { CockpitAppModule } from '../apps/cockpit/src/app.module';
import { bootApp, freshStores, type RunningApp, type Stores } from './support/engines';

/** What other systems rely on, by contract. */
const AGREED = [
  'POST /v1/events',
  'GET /v1/halls',
  'GET /v1/halls/{hall}/live',
  'GET /v1/sources/{name}',
  'GET /v1/visits',
  'GET /v1/prompts',
  'POST /v1/prompts/{id}/accept',
  'POST /v1/prompts/{id}/decline',
  'GET /v1/warnings',
  'POST /v1/warnings/{id}/ack',
  'POST /v1/warnings/{id}/resolve',
  'GET /v1/quarantine',
  'POST /v1/quarantine/{id}/resubmit',
  'PUT /v1/organisation',
  'GET /v1/organisation',
  'GET /v1/matters',
  'GET /v1/matters/{id}',
  'GET /v1/matters/{id}/clock',
  'PUT /v1/calendars/{year}',
  'GET /v1/cards',
  'POST /v1/cards/{id}/ack',
  'POST /v1/cards/{id}/explain',
  'GET /v1/metrics/{key}',
  'GET /v1/rules',
  'PUT /v1/rules/{key}',
  'GET /v1/rules/{key}/back-test',
  'GET /v1/channels',
  'POST /v1/channels',
  'POST /v1/channels/{id}/test',
  'GET /v1/notifications',
  'POST /v1/notifications/{id}/resend',
  'POST /v1/matters',
  'POST /v1/matters/{id}/{act}',
  'GET /v1/bulletins',
  'POST /v1/bulletins',
  'GET /v1/bulletins/{id}.{format}',
  'GET /v1/figures/{code}',
  'GET /v1/search',
];
/** What a parameter is called is told to nobody but readers. */
const nameless = (path: string): string => path.replace(/\{\w+\}/g, '{}');

describe('the whole cockpit in one process', () => {
  let stores: Stores;
  let cockpit: RunningApp;
  beforeAll(async () => {
    stores = await freshStores({ LOG_LEVEL: 'silent' });
    cockpit = await bootApp(stores, CockpitAppModule);
  });
  afterAll(async () => {
    await cockpit.close();
    await stores.dispose();
  });

  it('describes every agreed path in OpenAPI 3.1', async () => {
    expect(Object.keys(openApiDocument(cockpit.app).paths)).not.toEqual([]);
    const response = await fetch(`${cockpit.url}/openapi.json`);
    expect(response.status).toBe(200);
    const document = (await response.json()) as { openapi: string; paths: Record<string, Record<string, unknown>> };
    expect(document.openapi).toBe('3.1.0');
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const known = new Set(described.map(nameless));
    expect(AGREED.filter((path) => !known.has(nameless(path)))).toEqual([]);
  });

  it('describes every type of event with its fields, where the door says what it takes', () => {
    const { paths, components } = openApiDocument(cockpit.app);
    const schemas = components?.schemas ?? {};
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining([...EVENT_TYPES]));
    expect(schemas['hall.ticket.rated']).toMatchObject({
      properties: { type: { const: 'hall.ticket.rated' }, data: { properties: { stars: { maximum: 5 } } } },
    });
    const named = [
      ...JSON.stringify(paths['/v1/events']).matchAll(/#\/components\/schemas\/([^"]+)/g),
      ...JSON.stringify(schemas['Event']).matchAll(/#\/components\/schemas\/([^"]+)/g),
    ];
    expect(named.length).toBeGreaterThan(EVENT_TYPES.length);
    expect(named.map(([, name = '']) => name).filter((name) => !(name in schemas))).toEqual([]);
  });

  it('opens health and metrics to everybody and nothing else', async () => {
    const status = async (path: string) => (await fetch(`${cockpit.url}${path}`)).status;
    expect(await Promise.all(['/health/live', '/metrics', '/openapi.json'].map(status))).toEqual([200, 200, 200]);
    const agreed = AGREED.filter((path) => path.startsWith('GET')).map((path) =>
      path
        .slice(4)
        .replace('{format}', 'pdf')
        .replace(/\{\w+\}/g, 'x'),
    );
    for (const path of agreed) expect([path, await status(path)]).toEqual([path, 401]);
    expect(
      (
        await fetch(`${cockpit.url}/v1/events`, {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(401);
  });
});
