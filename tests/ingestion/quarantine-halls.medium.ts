import { Tokens } from '@cockpit/access';
import { QuarantinedEvent, ResubmitAnswer, page } from '@cockpit/contracts';
import { ACTOR, DoorModule, answerOf, issued, openPipeline, type Pipeline } from './support';

describe('rejected events of one hall', () => {
  let pipeline: Pipeline;
  let chief: string;
  beforeAll(async () => {
    pipeline = await openPipeline(DoorModule);
    chief = (await pipeline.running.app.get(Tokens).add({ name: 'chief', role: 'supervisor', halls: ['H12'] }, ACTOR))
      .secret;
  });
  afterAll(async () => {
    await pipeline.close();
  });

  const send = (path: string, method: string, body: unknown) =>
    fetch(`${pipeline.running.url}/v1/quarantine${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${chief}`, 'content-type': 'application/json' },
    });
  const lying = async () =>
    page(QuarantinedEvent).parse(await (await pipeline.get('/v1/quarantine?hall=H12&state=open')).json()).items;

  it('cannot be mended into another hall by those who see only theirs', async () => {
    await pipeline.post([issued('x', { hallId: 'H12', channel: 'boat' })]);
    const [bad] = await lying();
    const id = bad?.id ?? '';
    for (const body of [issued('x', { hallId: 'H32' }), { ...issued('x'), data: {} }]) {
      expect((await send(`/${id}/body`, 'PUT', { body })).status).toBe(403);
      expect((await send(`/${id}/resubmit`, 'POST', body)).status).toBe(403);
    }
    expect((await pipeline.status()).accepted).toBe(0);
    expect(await answerOf(await send(`/${id}/resubmit`, 'POST', issued('x', { hallId: 'H12' })))).toMatchObject({
      accepted: 1,
    });
  });

  it('are tried again in turns: those refused once more do not stand before the others for ever', async () => {
    await pipeline.post([issued('bad', { hallId: 'H12', channel: 'boat' })]);
    await pipeline.post([issued('good', { hallId: 'H12', channel: 'boat' })]);
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
