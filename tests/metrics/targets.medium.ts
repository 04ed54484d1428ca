import { AuditLog, Tokens } from '@cockpit/access';
import { MetricAnswer, TargetBook, TargetPreview, TargetVersion, page } from '@cockpit/contracts';
import { House } from './support';
import { DAYS, story } from './story';

const ACTOR = { kind: 'system', id: 'test', name: 'test' } as const;
const PERIOD = `from=${DAYS[0]}&to=${DAYS[2]}`;

let house: House;
beforeAll(async () => {
  house = await House.open();
  await house.post(story());
  await house.settled();
});
afterAll(async () => {
  await house.close();
});

async function call(path: string, { token = house.token, body }: { token?: string; body?: object } = {}) {
  const response = await fetch(`${house.running.url}${path}`, {
    method: body === undefined ? 'GET' : 'PUT',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, body: answer };
}
const line = (value: number | null, more: object = {}) => ({
  metric: 'service_level',
  tier: null,
  size: null,
  from: '2026-01',
  value,
  ...more,
});
const book = async (query = '') => TargetBook.parse((await call(`/v1/targets${query}`)).body);
const figures = async (query: string) => MetricAnswer.parse((await call(`/v1/metrics/service_level?${query}`)).body);

describe('targets', () => {
  it('stand beside every figure once they are set: the whole, its halls, its days', async () => {
    expect(await book()).toMatchObject({ revision: 0, lines: [], above: [] });
    expect((await figures(PERIOD)).target).toBeUndefined();
    const set = await call('/v1/targets', {
      body: {
        place: null,
        revision: 0,
        reason: '年度目标',
        lines: [line(0.5), line(0.01, { tier: 'hall' }), line(0.999, { from: '2026-04' })],
      },
    });
    expect(set).toMatchObject({ status: 200, body: { revision: 1, author: 'admin', reason: '年度目标' } });
    const whole = await figures(PERIOD);
    expect(whole.target).toMatchObject({ target: 0.5, met: (whole.value ?? 0) >= 0.5 });
    const halls = (await figures(`${PERIOD}&by=hall`)).parts.filter(({ by }) => by !== 'D');
    expect(halls.map(({ target }) => target?.target)).toEqual([0.01, 0.01]);
    for (const { value, target } of halls) expect(target?.by).toBeCloseTo((value ?? 0) - 0.01, 12);
    expect((await figures(`${PERIOD}&by=day&hall=H1`)).parts.map(({ target }) => target?.target)).toEqual([
      ...[0.01, 0.01, 0.01],
    ]);
    // parts of a hall have none
    expect((await figures(`${PERIOD}&by=queue&hall=H1`)).parts.every(({ target }) => target === undefined)).toBe(true);
    // a month that nobody has lived through has a target, and no figure to hold against it
    expect((await figures('from=2026-05-01&to=2026-05-03')).target).toEqual({ target: 0.999, met: null, by: null });
  });

  it('of a department hold for what stands beneath it, and are set by whoever has it', async () => {
    const tokens = house.running.app.get(Tokens);
    const manager = (await tokens.add({ name: 'of-d', role: 'manager', halls: ['D'] }, ACTOR)).secret;
    const other = (await tokens.add({ name: 'of-h1', role: 'manager', halls: ['H1'] }, ACTOR)).secret;
    const change = { place: 'D', revision: 0, reason: '分局更严', lines: [line(0.9, { size: 'small' })] };
    expect((await call('/v1/targets', { token: other, body: change })).status).toBe(403);
    expect((await call('/v1/targets', { token: manager, body: { ...change, place: null } })).status).toBe(403);
    expect((await call('/v1/targets', { token: manager, body: change })).status).toBe(200);
    expect((await figures(`${PERIOD}&hall=H1`)).target?.target).toBe(0.9);
    expect(await book('?place=D')).toMatchObject({ place: 'D', revision: 1, above: [{ place: null, revision: 1 }] });
    // twice, and by somebody who had not seen it
    expect((await call('/v1/targets', { token: manager, body: change })).body).toMatchObject({
      code: 'targets-changed',
    });
    const versions = page(TargetVersion).parse((await call('/v1/targets/history?place=D', { token: manager })).body);
    expect(versions.items).toMatchObject([{ revision: 1, author: 'of-d', reason: '分局更严' }]);
    const entries = await house.running.app.get(AuditLog).list({ limit: 50 });
    expect(entries.filter(({ action }) => action === 'targets.change').map(({ target }) => target)).toEqual([
      ...['targets/D', 'targets'],
    ]);
  });

  it('are refused with every line that is wrong', async () => {
    const answer = await call('/v1/targets', {
      body: {
        place: null,
        revision: 1,
        reason: 'x',
        lines: [line(1.5), line(0.5), line(0.6), line(3, { metric: 'arrivals' })],
      },
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-body' } });
    expect((await call('/v1/targets?place=nowhere')).status).toBe(404);
  });

  it('say beforehand how many would have met them, also when nobody would', async () => {
    const preview = async (value: number, more = '') =>
      TargetPreview.parse((await call(`/v1/targets/preview?metric=service_level&value=${String(value)}${more}`)).body);
    const ofD = '&place=D';
    const ofTwo = await preview(0, ofD);
    expect(ofTwo).toMatchObject({ places: 3, known: 2, met: 2 });
    // of two neither is the middle
    expect(ofTwo.median).toBeLessThan(ofTwo.best ?? NaN);
    expect(await preview(1, `${ofD}&tier=hall`)).toMatchObject({ places: 2, known: 2, met: 0 });
    // what a narrower line decides about is counted there alone; and what a department has said of its halls goes before the bureau
    expect(await preview(0, `${ofD}&narrower=station:,:small`)).toMatchObject({ places: 1, known: 0 });
    expect(await preview(0, `${ofD}&narrower=:large,department:small`)).toMatchObject({ places: 3, known: 2 });
    expect(await preview(0)).toMatchObject({ places: 1, known: 0 });
    expect(await preview(0, '&narrower=hall:huge').catch(() => 'refused')).toBe('refused');
    expect(await preview(0.5, `${ofD}&tier=station`)).toMatchObject({
      places: 0,
      known: 0,
      met: 0,
      best: null,
      median: null,
    });
  });
});
