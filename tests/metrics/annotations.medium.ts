import { Annotation, AuditEntry, page } from '@cockpit/contracts';
import { House } from './support';
import { z } from 'zod';

const DAY = '2026-03-04';
const said = { firstDay: DAY, fromTime: '10:00', lastDay: DAY, toTime: '11:00', kind: 'system-down', text: '停电' };

let house: House;
beforeAll(async () => {
  house = await House.open();
});
afterAll(async () => {
  await house.close();
});

async function send(method: string, path: string, body?: object, token = house.token) {
  const response = await fetch(`${house.running.url}/v1/annotations${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.status, body: answer, code: z.object({ code: z.string() }).safeParse(answer).data?.code };
}
const make = async (more: object, token?: string): Promise<Annotation> => {
  const { status, body } = await send('POST', '', { place: 'H1', ...said, ...more }, token);
  expect([status, body]).toEqual([201, expect.anything()]);
  return Annotation.parse(body);
};
const list = async (query: string, token?: string): Promise<Annotation[]> => {
  const { body } = await send('GET', `?${query}`, undefined, token);
  return page(Annotation).parse(body).items;
};

describe('what people note on times of a place', () => {
  it('is said on the clock of the place, without personal numbers, and shown on the days that it touches', async () => {
    const made = await make({ text: '联系 13812345678，停电', lastDay: '2026-03-05', toTime: '24:00' });
    expect(made).toMatchObject({
      place: 'H1',
      text: '联系 [电话号]，停电',
      revision: 1,
      own: true,
      from: '2026-03-04T02:00:00.000Z',
      to: '2026-03-05T16:00:00.000Z',
      firstDay: DAY,
      fromTime: '10:00',
      lastDay: '2026-03-05',
      toTime: '24:00',
    });
    const on = async (day: string) => (await list(`hall=H1&from=${day}&to=${day}`)).map(({ id }) => id);
    expect(await on(DAY)).toEqual([made.id]);
    expect(await on('2026-03-05')).toEqual([made.id]);
    expect(await on('2026-03-06')).toEqual([]);
    expect(await on('2026-03-03')).toEqual([]);
    await send('DELETE', `/${made.id}?revision=1`);
    expect(await on(DAY)).toEqual([]);
  });

  it('of a department is about its halls, and of a hall about its department, for those who may see it', async () => {
    const [hall, above, bureau] = [await make({}), await make({ place: 'D' }), await make({ place: null })];
    const ids = async (query: string, token?: string) =>
      (await list(`${query}&from=${DAY}&to=${DAY}`, token)).map(({ id }) => id).sort();
    const all = [hall.id, above.id, bureau.id].sort();
    expect(await ids('hall=H1')).toEqual(all);
    expect(await ids('hall=D')).toEqual(all);
    expect(await ids('')).toEqual(all);
    const supervisor = await house.tokenOf(['H1']);
    expect(await ids('', supervisor)).toEqual(all);
    const seen = await list(`hall=H1&from=${DAY}&to=${DAY}`, supervisor);
    expect(Object.fromEntries(seen.map(({ id, own }) => [id, own]))).toEqual({
      [hall.id]: true,
      [above.id]: false,
      [bureau.id]: false,
    });
    const other = await house.tokenOf(['H2']);
    expect(await ids('', other)).toEqual([above.id, bureau.id].sort());
    expect((await send('GET', `?hall=H1&from=${DAY}&to=${DAY}`, undefined, other)).status).toBe(403);
    expect((await send('POST', '', { place: 'H1', ...said }, other)).code).toBe('hall-out-of-scope');
    expect((await send('POST', '', { place: null, ...said }, supervisor)).code).toBe('hall-out-of-scope');
    expect((await send('DELETE', `/${above.id}?revision=1`, undefined, supervisor)).status).toBe(403);
    for (const { id } of [hall, above, bureau]) await send('DELETE', `/${id}?revision=1`);
  });

  it('is changed by one of two who change it at once; the audit has what was before', async () => {
    const made = await make({});
    const change = (text: string) => send('PUT', `/${made.id}`, { ...said, text, revision: 1 });
    const both = await Promise.all([change('停电一小时'), change('网络中断')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.code).toBe('annotation-changed');
    const won = Annotation.parse(both.find(({ status }) => status === 200)?.body);
    expect(await list(`hall=H1&from=${DAY}&to=${DAY}`)).toMatchObject([{ id: made.id, text: won.text, revision: 2 }]);
    expect((await send('DELETE', `/${made.id}?revision=1`)).status).toBe(409);
    expect((await send('DELETE', `/${made.id}?revision=2`)).status).toBe(204);
    expect((await send('DELETE', `/${made.id}?revision=3`)).code).toBe('unknown-annotation');
    const audit = await house.get(`/v1/audit?target=annotation/${made.id}`);
    const entries = page(AuditEntry).parse(await audit.json()).items;
    expect(entries.map(({ action }) => action)).toEqual([
      'annotation.remove',
      'annotation.change',
      'annotation.create',
    ]);
    expect(entries[1]).toMatchObject({ before: { text: '停电' }, after: { text: won.text } });
  });

  it('says what is wrong with it', async () => {
    const wrong = async (more: object) => (await send('POST', '', { place: 'H1', ...said, ...more })).status;
    expect(await wrong({ toTime: '10:00' })).toBe(422);
    expect(await wrong({ lastDay: '2026-03-03' })).toBe(422);
    expect(await wrong({ lastDay: '2027-03-03' })).toBe(422);
    expect(await wrong({ text: '  ' })).toBe(422);
    expect(await wrong({ kind: 'party' })).toBe(422);
    expect(await wrong({ place: 'nowhere' })).toBe(404);
    expect((await send('GET', `?from=${DAY}&to=2026-03-03`)).status).toBe(400);
  });
});
