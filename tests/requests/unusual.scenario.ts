import { setTimeout as sleep } from 'node:timers/promises';
import { Sources, Tokens } from '@cockpit/access';
import { OrganisationDoc } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { openApiDocument } from '@cockpit/platform';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';
import { routesOf, unusual, type Asked } from './asked';

/** Every route is asked, some two thousand requests: with the machine busy it takes longer than what other tests may. */
jest.setTimeout(600_000);
const ACTOR = { kind: 'system', id: 'test', name: 'test' } as const;
/** Values that are right where a parameter has this name. */
const KNOWN: Readonly<Record<string, string>> = {
  hall: 'H1',
  day: '2026-10-26',
  from: '2026-10-20',
  to: '2026-10-26',
  key: 'wait_mean',
  by: 'unit',
  rule: 'queue-overloaded',
  name: 'tickets',
  year: '2026',
  id: '00000000-0000-4000-8000-000000000000',
  windowId: 'w1',
  ticketId: 't1',
};

const organisation = () =>
  OrganisationDoc.parse({
    format: 'organisation/1',
    bureau: { code: 'bureau', name: '公安局' },
    branches: [{ code: 'household', name: '户政' }],
    categories: [{ code: 'HZ', name: '户籍', branch: 'household' }],
    items: [
      { code: 'HZ-1', name: '迁移', branch: 'household', category: 'HZ', mode: 'promised', statutory: 20, promised: 3 },
    ],
    halls: [
      {
        code: 'H1',
        name: '大厅',
        tier: 'hall',
        queues: [{ code: 'household', name: '户政', branch: 'household' }],
        windows: [{ id: 'w1', number: '1', queues: ['household'] }],
      },
    ],
  });

describe('requests that nobody should send, to every route', () => {
  let stores: Stores;
  let cockpit: RunningApp;
  let token: string;

  beforeAll(async () => {
    stores = await freshStores({ LOG_LEVEL: 'silent' });
    cockpit = await bootApp(stores, CockpitAppModule);
    await cockpit.app.get(OrganisationService).replace(organisation(), ACTOR);
    token = (await cockpit.app.get(Tokens).add({ name: 'admin', role: 'administrator', halls: 'all' }, ACTOR)).secret;
    await enliven();
  });
  afterAll(async () => {
    await cockpit.close();
    await stores.dispose();
  });

  /** One ticket, so that the hall of the questions has a live state. */
  async function enliven(): Promise<void> {
    const { key } = await cockpit.app.get(Sources).create({ name: 'tickets', halls: ['H1'], sandbox: false }, ACTOR);
    const event = {
      specversion: '1.0',
      id: 'e1',
      source: '/tickets',
      type: 'hall.ticket.issued',
      time: new Date().toISOString(),
      data: { hallId: 'H1', ticketId: 't1', number: 'A001', queue: 'household', channel: 'walk-in' },
    };
    const posted = await fetch(`${cockpit.url}/v1/events`, {
      method: 'POST',
      body: JSON.stringify([event]),
      headers: { authorization: `Bearer ${key.secret}`, 'content-type': 'application/cloudevents-batch+json' },
    });
    expect(posted.status).toBe(202);
    while ((await statusOf({ method: 'GET', path: '/v1/halls/H1/stuck', why: '' })) !== 200) await sleep(100);
  }

  /** @returns the status; an answer that does not end, as an event stream, is read no further than its head */
  async function statusOf({ method, path, body }: Asked): Promise<number> {
    const ending = new AbortController();
    const response = await fetch(`${cockpit.url}${path}`, {
      method,
      signal: ending.signal,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    ending.abort();
    return response.status;
  }

  it('are the sender’s fault, never one of ours', async () => {
    const failed: string[] = [];
    const requests = routesOf(openApiDocument(cockpit.app)).flatMap((route) => [...unusual(route, KNOWN)]);
    expect(requests.length).toBeGreaterThan(2_000);
    const waiting = requests.values();
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (const request of waiting) {
          const status = await statusOf(request).catch((error: unknown) =>
            error instanceof Error ? `no answer: ${error.message}` : 'no answer',
          );
          if (typeof status === 'string' || status >= 500)
            failed.push(`${String(status)} ${request.method} ${request.path.slice(0, 120)} (${request.why})`);
        }
      }),
    );
    expect(failed).toEqual([]);
  });

  it.each([
    '/v1/audit?entity=%00',
    '/v1/quarantine?source=a%00b',
    '/v1/sources/%00',
    '/v1/visits?hall=H1&day=2026-10-26&queue=%00',
  ])('say what is wrong and where: %s', async (path) => {
    const response = await fetch(`${cockpit.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      status: 400,
      errors: [{ message: 'a NUL or half a character: no store keeps it' }],
    });
  });
});
