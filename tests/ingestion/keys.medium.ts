import { Sources } from '@cockpit/access';
import { CreatedSource, IssuedKey, KeyRecord, SourceHealth, type NewSource } from '@cockpit/contracts';
import { CLOCK, type Clock } from '@cockpit/platform';
import { ACTOR, answerOf, issued, openPipeline, until, type Pipeline } from './support';

describe('keys of sources', () => {
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await openPipeline();
  });
  afterAll(async () => {
    await pipeline.close();
  });

  const admin = (path: string, body: object = {}) =>
    fetch(`${pipeline.running.url}/v1/sources${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${pipeline.token}`, 'content-type': 'application/json' },
    });
  const create = async (wanted: object) => CreatedSource.parse(await (await admin('', wanted)).json());
  const post = (key: string, events: object | object[]) =>
    pipeline.post(events, { headers: { authorization: `Bearer ${key}` } });
  const health = async (name: string) => SourceHealth.parse(await (await pipeline.get(`/v1/sources/${name}`)).json());

  it('are made, told once, rotated with an overlap and revoked at once', async () => {
    const clock = pipeline.running.app.get<Clock>(CLOCK);
    const { name, key } = await create({ name: 'rotating', halls: ['H32'] });
    expect((await post(key.secret, issued('r1'))).status).toBe(202);
    expect(JSON.stringify(await health(name))).not.toContain(key.secret);

    const next = IssuedKey.parse(await (await admin(`/${name}/keys/${key.id}/rotate`, { overlapMin: 30 })).json());
    expect([(await post(key.secret, issued('r2'))).status, (await post(next.secret, issued('r3'))).status]).toEqual([
      202, 202,
    ]);
    const real = Date.now;
    const later = jest.spyOn(clock, 'now').mockImplementation(() => real() + 31 * 60_000);
    expect([(await post(key.secret, issued('r4'))).status, (await post(next.secret, issued('r5'))).status]).toEqual([
      401, 202,
    ]);
    later.mockRestore();

    const second = IssuedKey.parse(await (await admin(`/${name}/keys`, { expiresAt: '2099-01-01T00:00:00Z' })).json());
    expect((await post(second.secret, issued('r6'))).status).toBe(202);
    expect(KeyRecord.parse(await (await admin(`/${name}/keys/${next.id}/revoke`)).json()).revokedAt).not.toBeNull();
    expect([(await post(next.secret, issued('r7'))).status, (await post(second.secret, issued('r8'))).status]).toEqual([
      401, 202,
    ]);
    // identity is the source's, not the key's: what one key sent, another repeats
    expect(await answerOf(await post(second.secret, issued('r1')))).toEqual({ accepted: 1, rejected: [] });
    await until(
      () => health(name),
      ({ landed, backlog }) => landed === 6 && backlog === 0,
    );
    expect((await admin('/nobody/keys')).status).toBe(404);
  });

  it('speak only for their halls and of their types', async () => {
    const { key } = await create({ name: 'narrow', halls: ['H12'], types: ['hall.ticket.', 'hall.window.opened'] });
    const answer = await answerOf(
      await post(key.secret, [
        issued('ok', { hallId: 'H12' }),
        issued('elsewhere', { hallId: 'H32' }),
        { ...issued('window', { hallId: 'H12' }), type: 'hall.window.opened', data: { hallId: 'H12', windowId: 'w1' } },
        { ...issued('closed', { hallId: 'H12' }), type: 'hall.window.closed', data: { hallId: 'H12', windowId: 'w1' } },
      ]),
    );
    expect(answer).toMatchObject({
      accepted: 2,
      rejected: [
        { id: 'elsewhere', reason: 'out-of-scope', path: 'data.hallId' },
        { id: 'closed', reason: 'out-of-scope', path: 'type' },
      ],
    });
  });

  it('of a sandbox are answered as any other, and count nowhere', async () => {
    const wanted: NewSource = { name: 'trial', halls: ['H32'], sandbox: true };
    const { key } = await pipeline.running.app.get(Sources).create(wanted, ACTOR);
    const before = await wholeState();
    const answer = await answerOf(
      await post(key.secret, [issued('sand-1'), issued('sand-2', { hallId: 'H99' }), issued('sand-3', { queue: 7 })]),
    );
    expect(answer).toMatchObject({
      accepted: 1,
      rejected: [{ reason: 'unknown-hall' }, { reason: 'invalid', path: 'data.queue' }],
    });
    expect(
      (await pipeline.post('{"unreadable', { raw: true, headers: { authorization: `Bearer ${key.secret}` } })).status,
    ).toBe(400);
    // long enough for anything to be stored that would
    await pipeline.post(issued('after-the-trial'));
    await until(
      () => pipeline.status(),
      ({ backlog }) => backlog === 0,
    );
    const after = await wholeState();
    expect(after).toEqual({
      ...before,
      visits: before.visits + 1,
      landed: before.landed + 1,
      accepted: before.accepted + 1,
    });
    expect(await health('trial')).toMatchObject({
      received: 0,
      accepted: 0,
      rejected: 0,
      landed: 0,
      backlog: 0,
      state: 'never',
      sandbox: true,
    });
    expect(await (await pipeline.get('/metrics', 'text/plain')).text()).toContain(
      'cockpit_ingest_events_total{outcome="sandboxed"} 1',
    );
  });

  /** everything an event could have left a trace in */
  async function wholeState() {
    const visits = (await (await pipeline.get('/v1/visits?hall=H32&day=2026-03-04')).json()) as { items: unknown[] };
    const load = (await (await pipeline.get('/v1/halls/H32/load?day=2026-03-04')).json()) as {
      items: { arrivals: number }[];
    };
    const quarantine = (await (await pipeline.get('/v1/quarantine?source=trial')).json()) as { items: unknown[] };
    const { landed, accepted } = await pipeline.status();
    return {
      visits: visits.items.length,
      load: load.items.length >= 0,
      quarantined: quarantine.items.length,
      landed,
      accepted,
    };
  }
});
