import { Tokens } from '@cockpit/access';
import { QuarantinedEvent, ResubmitAnswer, page } from '@cockpit/contracts';
import { ACTOR, DoorModule, answerOf, issued, openStreet, type Street } from './support';

describe('rejected events of one hall', () => {
  let street: Street;
  let chief: string;
  beforeAll(async () => {
    street = await openStreet(DoorModule);
    chief = (await street.running.app.get(Tokens).add({ name: 'chief', role: 'supervisor', halls: ['H12'] }, ACTOR))
      .secret;
  });
  afterAll(async () => {
    await street.close();
  });

  const send = (path: string, method: string, body: unknown) =>
    fetch(`${street.running.url}/v1/quarantine${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${chief}`, 'content-type': 'application/json' },
    });
  const lying = async () =>
    page(QuarantinedEvent).parse(await (await street.get('/v1/quarantine?hall=H12&state=open')).json()).items;

  it('cannot be mended into another hall by those who see only theirs', async () => {
    await street.post([issued('x', { hallId: 'H12', channel: 'boat' })]);
    const [bad] = await lying();
    const id = bad?.id ?? '';
    for (const body of [issued('x', { hallId: 'H32' }), { ...issued('x'), data: {} }]) {
      expect((await send(`/${id}/body`, 'PUT', { body })).status).toBe(403);
      expect((await send(`/${id}/resubmit`, 'POST', body)).status).toBe(403);
    }
    expect((await street.status()).accepted).toBe(0);
    expect(await answerOf(await send(`/${id}/resubmit`, 'POST', issued('x', { hallId: 'H12' })))).toMatchObject({
      accepted: 1,
    });
  });

  it('are tried again in turns: those refused once more do not stand before the others for ever', async () => {
    await street.post([issued('bad', { hallId: 'H12', channel: 'boat' })]);
    await street.post([issued('good', { hallId: 'H12', channel: 'boat' })]);
    const good = (await lying()).find(({ eventId }) => eventId === 'good');
    expect((await send(`/${good?.id ?? ''}/body`, 'PUT', { body: issued('good', { hallId: 'H12' }) })).status).toBe(
      200,
    );
    const one = async () =>
      ResubmitAnswer.parse(await (await send('/resubmit', 'POST', { filter: { hall: 'H12' }, limit: 1 })).json())
        .accepted;
    expect([await one(), await one()]).toEqual([0, 1]);
  });
});
