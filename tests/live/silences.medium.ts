import { BackTestDay, LoadForecast, Silence, WarningRule, page } from '@cockpit/contracts';
import { DataSource } from 'typeorm';
import { silencedUntil } from '../../libs/warnings/src/silence/quiet';
import { Silences } from '../../libs/warnings/src/silence/silences';
import { DAY, at, decided, isoAt, issued, openHall, opened, until, type Hall } from './support';

const RULE = 'queue-longest-wait';

describe('silences, rules and the past', () => {
  let house: Hall;
  beforeAll(async () => {
    house = await openHall();
    await decided(house, 5, 'H08', [...opened(0), ...Array.from({ length: 40 }, (_, i) => issued(`S${String(i)}`, 4))]);
  });
  afterAll(() => house.close());

  const shown = async () => (await house.live()).warnings.find(({ rule }) => rule === RULE);

  it('keep a rule quiet until their end, and it is evaluated and shown all the same', async () => {
    const added = await house.send('/v1/silences', { hall: 'H08', rule: RULE, reason: '周三培训', until: isoAt(60) });
    expect(added.status).toBe(201);
    const silence = Silence.parse(await added.json());
    expect(silence).toMatchObject({ owner: 'desk', reason: '周三培训', active: true, endedAt: null });
    for (const minute of [22, 23, 24]) await decided(house, minute);
    const warning = await until(shown, (found) => found?.condition === 'firing');
    expect(Date.parse(warning?.silencedUntil ?? '')).toBe(at(60));

    expect((await house.send(`/v1/silences/${silence.id}/end`)).status).toBe(200);
    expect((await until(shown, (found) => found?.silencedUntil === undefined))?.condition).toBe('firing');
    expect((await house.send(`/v1/silences/${silence.id}/end`)).status).toBe(409);
    const { items } = page(Silence).parse(await (await house.get('/v1/silences?hall=H08')).json());
    expect(items).toMatchObject([{ id: silence.id, active: false, endedBy: 'desk' }]);
  });

  it('need a reason, an end that is to come, and somebody who runs the hall', async () => {
    const wanted = { hall: 'H08', rule: RULE, reason: '培训', until: isoAt(90) };
    expect((await house.send('/v1/silences', { ...wanted, reason: ' ' })).status).toBe(422);
    expect((await house.send('/v1/silences', { ...wanted, until: isoAt(1) })).status).toBe(422);
    expect((await house.send('/v1/silences', wanted, await house.tokenOf('guide', ['H08']))).status).toBe(403);
    expect((await house.send('/v1/silences', wanted, await house.tokenOf('supervisor', ['H09']))).status).toBe(403);
  });

  it('of the bureau keep one of its units quiet, and are made by who may see every hall', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const wanted = { hall: 'bureau', rule: 'unit-overdue', code: 'U1', reason: '单位搬迁', until };
    expect((await house.send('/v1/silences', wanted, await house.tokenOf('supervisor', ['H08']))).status).toBe(403);
    const answer = await house.send('/v1/silences', wanted);
    expect(answer.status).toBe(201);
    const silence = Silence.parse(await answer.json());
    expect(silence).toMatchObject({ hall: 'bureau', code: 'U1', active: true });
    const silences = house.front.app.get(Silences);
    const quiet = await silences.ofHall(house.front.app.get(DataSource).manager, 'bureau', Date.now());
    const about = (code: string) => ({ rule: 'unit-overdue', scope: { kind: 'unit' as const, code } });
    expect(silencedUntil(about('U1'), quiet, Date.now())).toBe(Date.parse(until));
    expect(silencedUntil(about('U2'), quiet, Date.now())).toBeNull();
    expect((await house.send(`/v1/silences/${silence.id}/end`)).status).toBe(200);
    expect((await house.send('/v1/silences', { ...wanted, hall: 'nowhere' })).status).toBe(404);
  });

  it('a rule run over the day fires when the live one did', async () => {
    const { items } = page(WarningRule).parse(await (await house.get('/v1/warning-rules?hall=H08')).json());
    expect(items.find(({ key }) => key === RULE)).toMatchObject({ live: 1, testable: true });
    const live = (await house.warnings()).find(({ rule }) => rule === RULE);
    const run = async () =>
      BackTestDay.parse(await (await house.get(`/v1/halls/H08/back-test?rule=${RULE}&day=${DAY}`)).json());
    const day = await until(run, ({ firings }) => firings.length > 0);
    const [firing] = day.firings.filter(({ scope }) => scope.code === live?.scope.code);
    expect([firing?.scope.kind, firing?.threshold]).toEqual(['queue', live?.threshold]);
    // the live rule saw only the minutes the feed spoke of; the past is looked at minute by minute
    expect(Math.abs(Date.parse(firing?.at ?? '') - Date.parse(live?.firedAt ?? ''))).toBeLessThanOrEqual(4 * 60_000);
    expect((await house.get(`/v1/halls/H08/back-test?rule=work-stalled&day=${DAY}`)).status).toBe(404);
    expect((await house.get(`/v1/halls/H08/back-test?rule=${RULE}&day=2026-01-05`)).status).toBe(404);
  });

  it('the load of the day names every queue', async () => {
    // answered from the hall's last checkpoint: the day it lives in is told once that is written
    const load = await until(
      async () => LoadForecast.parse(await (await house.get('/v1/halls/H08/load-forecast')).json()),
      ({ day }) => day === DAY,
    );
    expect(load.queues.map(({ code }) => code)).toEqual(['household', 'traffic']);
  });

  it('are listed to the last, page by page, also where several end at one instant', async () => {
    const wanted = { hall: 'H08', rule: RULE, reason: '培训', until: isoAt(200) };
    for (let n = 0; n < 4; n += 1) expect((await house.send('/v1/silences', wanted)).status).toBe(201);
    const all = page(Silence).parse(await (await house.get('/v1/silences?hall=H08')).json());
    expect([all.items.length > 4, all.next]).toEqual([true, null]);
    const found: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path = `/v1/silences?hall=H08&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const one: { items: Silence[]; next: string | null } = page(Silence).parse(await (await house.get(path)).json());
      found.push(...one.items.map(({ id }) => id));
      cursor = one.next;
    }
    expect(found).toEqual(all.items.map(({ id }) => id));
  });
});
