import { createClickhouse } from '@cockpit/platform';
import { bootApp, freshStores } from '../support/engines';
import { PipelineModule, ORGANISATION, ACTOR, issued, until } from './support';
import { Sources } from '@cockpit/access';
import { OrganisationService } from '@cockpit/organisation';

it('stores events while a table made from them cannot be read, and makes it up afterwards', async () => {
  const stores = await freshStores({ LOG_LEVEL: 'silent' });
  const client = createClickhouse(stores, 'writer');
  const count = async (table: string): Promise<number> =>
    Number(
      (
        await (
          await client.query({ query: `SELECT count() AS n FROM ${table}`, format: 'JSONEachRow' })
        ).json<{ n: string }>()
      )[0]?.n,
    );
  // before any partition is taken over
  for (const table of ['visit', 'load_15min', 'day_told']) await client.command({ query: `DETACH TABLE ${table}` });
  const running = await bootApp(stores, PipelineModule);
  try {
    await running.app.get(OrganisationService).replace(ORGANISATION, ACTOR);
    const { key } = await running.app.get(Sources).create({ name: 'tickets', halls: ['H32'], sandbox: false }, ACTOR);
    const answer = await fetch(`${running.url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key.secret}`, 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify([issued('1'), issued('2'), issued('3')]),
    });
    expect(answer.status).toBe(202);
    expect(
      await until(
        () => count('event'),
        (n) => n >= 3,
      ),
    ).toBe(3);
    for (const table of ['visit', 'load_15min', 'day_told']) await client.command({ query: `ATTACH TABLE ${table}` });
    expect(
      await until(
        () => count('visit FINAL'),
        (n) => n >= 3,
      ),
    ).toBe(3);
    expect(
      await until(
        () => count('load_15min FINAL'),
        (n) => n > 0,
      ),
    ).toBeGreaterThan(0);
  } finally {
    await client.close();
    await running.close();
    await stores.dispose();
  }
});
