import {
  BackTestDay,
  BackTestPair,
  BackTestPeriod,
  BackTestRange,
  Problem,
  RuleRecord,
  RuleVersion,
  page,
  type RuleSettings,
  type Warning,
} from '@cockpit/contracts';
import { DataSource } from 'typeorm';
import { DAY, decided, issued, openHall, opened, sent, until, type Hall } from './support';

const RULE = 'queue-longest-wait';
const BUREAU = { kind: 'bureau' };
const H08 = { kind: 'hall', hall: 'H08' };
const HOUSEHOLD = { kind: 'queue', hall: 'H08', code: 'household' };

describe('what rules are told', () => {
  let house: Hall;
  beforeAll(async () => {
    house = await openHall();
    await decided(house, 5, 'H08', [...opened(0), ...Array.from({ length: 40 }, (_, i) => issued(`S${String(i)}`, 4))]);
  });
  afterAll(() => house.close());

  const put = (place: object, settings: object, { token = house.token, rule = RULE, reason = '试行' } = {}) =>
    fetch(`${house.front.url}/v1/rules/${rule}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ place, settings, reason }),
    });
  const tell = async (place: object, settings: RuleSettings): Promise<RuleVersion> => {
    const answer = await put(place, settings);
    expect(answer.status).toBe(200);
    return RuleVersion.parse(await answer.json());
  };
  const faultsOf = async (answer: Response) => {
    const { code, errors = [] } = Problem.parse(await answer.json());
    return [answer.status, code, ...errors.map(({ path }) => path)];
  };
  const rule = async (hall = 'H08'): Promise<RuleRecord | undefined> =>
    page(RuleRecord)
      .parse(await (await house.get(`/v1/rules${hall === '' ? '' : `?hall=${hall}`}`)).json())
      .items.find(({ key }) => key === RULE);
  const shown = async (): Promise<Warning | undefined> =>
    (await house.live()).warnings.find((warning) => warning.rule === RULE);
  const at = async (minute: number): Promise<Warning | undefined> => {
    await decided(house, minute);
    return shown();
  };
  const end = async (): Promise<void> => {
    const id = (await shown())?.id ?? '';
    expect((await house.send(`/v1/warnings/${id}/resolve`, { reason: '看下一次' })).status).toBe(200);
  };

  it('decides what fires next; what has fired goes on by what fired it until it is over', async () => {
    const told = await tell(BUREAU, { threshold: 10, forSec: 0, severity: 'red' });
    const first = await at(15);
    expect(first).toMatchObject({ threshold: 10, severity: 'red', condition: 'firing', ruleRevision: told.revision });
    expect(first?.words?.code).toBe('warning.queue-wait-limit');
    expect((await rule())?.live).toBe(1);

    const narrow = await tell(HOUSEHOLD, { threshold: 600 });
    expect(narrow.revision).toBeGreaterThan(told.revision);
    expect(await at(16)).toMatchObject({ id: first?.id, threshold: 10, ruleRevision: told.revision });
    await end();
    expect(await at(17)).toBeUndefined();

    await tell(HOUSEHOLD, {});
    expect(await at(18)).toMatchObject({ threshold: 10, ruleRevision: told.revision });
    await tell(H08, { enabled: false });
    expect(await at(19)).toMatchObject({ condition: 'firing' });
    await end();
    expect(await at(20)).toBeUndefined();
    await tell(H08, {});
  });

  it('is told with where each field comes from, and every version with who and why', async () => {
    await tell(HOUSEHOLD, { threshold: 12 });
    const record = await rule();
    expect(record?.holds.map(({ place }) => place.kind)).toEqual(['bureau', 'hall', 'queue']);
    expect(record?.holds[2]).toMatchObject({
      settings: { threshold: 12, forSec: 0, severity: 'red' },
      from: { threshold: HOUSEHOLD, severity: BUREAU },
      own: { author: 'desk', reason: '试行', settings: { threshold: 12 } },
    });
    expect((await rule('H09'))?.holds.map(({ place }) => place.kind)).toEqual(['bureau', 'hall']);
    const versions: RuleVersion[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const answer = await house.get(`/v1/rules/${RULE}/history?limit=2${query}`);
      const one: { items: RuleVersion[]; next: string | null } = page(RuleVersion).parse(await answer.json());
      versions.push(...one.items);
      cursor = one.next;
    }
    expect(versions.map(({ place, settings }) => [place.kind, settings.threshold ?? settings.enabled ?? null])).toEqual(
      [
        ['queue', 12],
        ['hall', null],
        ['hall', false],
        ['queue', null],
        ['queue', 600],
        ['bureau', 10],
      ],
    );
    await tell(HOUSEHOLD, {});
    const audit = await (await house.get(`/v1/audit?target=${encodeURIComponent(`rule/${RULE}`)}`)).json();
    expect(audit).toMatchObject({
      items: [{ action: 'rule.change', after: { reason: '试行' } }, {}, {}, {}, {}, {}, {}],
    });
  });

  it('is refused with what is wrong and where, and changes nothing', async () => {
    const before = await rule();
    expect(await faultsOf(await put(H08, { clear: 30 }))).toEqual([422, 'invalid-rule', 'settings.clear']);
    expect(await faultsOf(await put({ kind: 'window', hall: 'H08', code: 'a1' }, {}))).toEqual([
      422,
      'invalid-rule',
      'place.kind',
    ]);
    expect(await faultsOf(await put({ ...HOUSEHOLD, code: 'nowhere' }, { threshold: 5 }))).toEqual([
      422,
      'invalid-rule',
      'place.code',
    ]);
    expect((await faultsOf(await put({ kind: 'hall', hall: 'H77' }, {}))).slice(0, 2)).toEqual([422, 'unknown-hall']);
    expect((await faultsOf(await put(H08, { threshold: -1 }))).slice(1)).toEqual([
      'invalid-body',
      'settings.threshold',
    ]);
    expect((await faultsOf(await put({ kind: 'hall' }, {}))).slice(1)).toEqual(['invalid-body', 'place.hall']);
    expect((await faultsOf(await put(H08, {}, { reason: '' }))).slice(1)).toEqual(['invalid-body', 'reason']);
    expect((await put(H08, {}, { rule: 'no-such' })).status).toBe(404);
    expect(await rule()).toEqual(before);
  });

  it('may be changed by managers for their halls, and read by supervisors', async () => {
    const [mine, others] = [await house.tokenOf('manager', ['H08']), await house.tokenOf('manager', ['H09'])];
    const supervisor = await house.tokenOf('supervisor', ['H08']);
    expect((await put(H08, {}, { token: others })).status).toBe(403);
    expect((await put(BUREAU, {}, { token: mine })).status).toBe(403);
    expect((await put(H08, {}, { token: supervisor })).status).toBe(403);
    expect((await put(H08, {}, { token: mine })).status).toBe(200);
    const read = (token: string, query = '') =>
      house.get(`/v1/rules${query}`, { authorization: `Bearer ${token}` }).then(({ status }) => status);
    expect(await Promise.all([read(supervisor), read(supervisor, '?hall=H09')])).toEqual([200, 403]);
  });

  it('that cannot be read holds nobody up: what is told at wider places holds, and it is said', async () => {
    if ((await shown()) !== undefined) await end();
    await house.front.app
      .get(DataSource)
      .query(
        `INSERT INTO rule_setting (rule, place_kind, hall, settings, author, reason, at) VALUES ($1, 'hall', 'H08', '{"threshold": "x"}', 'hand', 'r', now()), ($1, 'moon', 'H08', '{}', 'hand', 'r', now())`,
        [RULE],
      );
    const letters = await until(
      async () => {
        const answer = await house.get('/v1/dead-letters?worker=rules');
        return (await answer.json()) as { items: { item: string }[] };
      },
      ({ items }) => items.length === 2,
    );
    expect(letters.items.every(({ item }) => item.startsWith('rule-setting/'))).toBe(true);
    expect(await at(24)).toMatchObject({ threshold: 10, condition: 'firing' });
    const hall = (await rule())?.holds.find(({ place }) => place.kind === 'hall');
    expect([hall?.settings.threshold, hall?.own?.fault?.startsWith('threshold')]).toEqual([10, true]);
    await tell(H08, {});
  });

  it('that fires again and again is held as one warning, told as over when the hour is and it is quiet', async () => {
    const told = await put(H08, { threshold: 1, keepFiringSec: 0, flapAfter: 2 }, { rule: 'window-fault' });
    expect(told.status).toBe(200);
    const step = (type: 'hall.window.fault' | 'hall.window.restored', minute: number) =>
      sent(type, minute, { windowId: 'b3', device: 'printer', code: 'jam' });
    const faultAt = async (minute: number, ...events: object[]) => {
      const { warnings } = await decided(house, minute, 'H08', events);
      const found = warnings.find((one) => one.rule === 'window-fault');
      return found === undefined ? null : { id: found.id, condition: found.condition, flapping: found.flapping };
    };
    const first = await faultAt(27, step('hall.window.fault', 26));
    expect(first).toMatchObject({ condition: 'firing', flapping: undefined });
    expect(await faultAt(28, step('hall.window.restored', 27.5))).toBeNull();
    const second = await faultAt(30, step('hall.window.fault', 28.5));
    expect(second).toMatchObject({ condition: 'firing', flapping: 2 });
    expect(await faultAt(31, step('hall.window.restored', 30.5))).toEqual({ ...second, condition: 'recovering' });
    expect(await faultAt(33, step('hall.window.fault', 31.5))).toEqual(second);
    expect(await faultAt(34, step('hall.window.restored', 33.5))).toEqual({ ...second, condition: 'recovering' });
    expect(await faultAt(86)).toEqual({ ...second, condition: 'recovering' });
    expect(await faultAt(87)).toBeNull();
  });

  it('can be tried on a past day beside what holds, and is not kept', async () => {
    const before = await rule();
    const wanted = { rule: RULE, day: DAY, place: H08, settings: { threshold: 3, severity: 'yellow' } };
    const run = async () => {
      const answer = await house.send('/v1/halls/H08/back-test', wanted);
      return BackTestPair.parse(await answer.json());
    };
    const pair = await until(run, ({ inForce }) => inForce.firings.length > 0);
    const [now] = pair.inForce.firings;
    const [then] = pair.wanted.firings;
    expect(now?.routing).toEqual({ told: null, overQuota: false });
    expect([now?.threshold, now?.severity, then?.threshold, then?.severity]).toEqual([10, 'red', 3, 'yellow']);
    expect(Date.parse(now?.at ?? '') - Date.parse(then?.at ?? '')).toBe(7 * 60_000);
    const bad = { ...wanted, settings: { clear: 50 } };
    expect((await house.send('/v1/halls/H08/back-test', bad)).status).toBe(422);
    expect(await rule()).toEqual(before);
  });

  it('can be tried over many past days with one question, answered whole or a line after each day', async () => {
    const path = '/v1/halls/H08/back-test/period';
    const wanted = { rule: RULE, days: 28, place: H08, settings: { threshold: 3 } };
    await house.post(opened(24 * 60));
    const ask = async () => BackTestPeriod.parse(await (await house.send(path, wanted)).json());
    const whole = await until(ask, ({ of }) => of > 0);
    expect(whole).toMatchObject({ done: 1, of: 1, day: DAY, tooOften: false, wanted: { days: 1, overQuota: 0 } });
    expect(whole.inForce.fired).toBeGreaterThan(0);
    const answer = await fetch(`${house.front.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.token}`,
        'content-type': 'application/json',
        accept: 'application/x-ndjson',
      },
      body: JSON.stringify(wanted),
    });
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = (await answer.text()).split('\n').filter((line) => line !== '');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([whole]);
    const range = async (rule: string, from: string, to: string) =>
      house.get(`/v1/rules/${rule}/back-test?hall=H08&from=${from}&to=${to}`);
    const answered = BackTestRange.parse(await (await range(RULE, DAY, DAY)).json());
    expect(answered.sum).toEqual(whole.inForce);
    expect(answered.days.map(({ day, firings }) => [day, firings.length])).toEqual([[DAY, whole.inForce.fired]]);
    expect(BackTestRange.parse(await (await range(RULE, '2020-01-01', '2020-01-28')).json()).days).toEqual([]);
    expect(await faultsOf(await range(RULE, '2020-01-01', '2020-01-29'))).toEqual([400, 'invalid-query', 'to']);
    expect(await faultsOf(await range(RULE, '2020-01-02', '2020-01-01'))).toEqual([400, 'invalid-query', 'to']);
    expect((await faultsOf(await range('work-stalled', DAY, DAY))).slice(0, 2)).toEqual([404, 'unknown-rule']);
    const refused = async (body: object) => faultsOf(await house.send(path, { ...wanted, ...body }));
    expect(await refused({ settings: { clear: 50 } })).toEqual([422, 'invalid-rule', 'settings.clear']);
    expect(await refused({ days: 29 })).toEqual([422, 'invalid-body', 'days']);
    expect((await refused({ rule: 'work-stalled', settings: {} })).slice(0, 2)).toEqual([404, 'unknown-rule']);
  });

  it('are tried over a past day on what each minute saw live: nothing of its first second', async () => {
    const window = { windowId: 'a1' };
    await decided(house, 6, 'H09', [
      ...opened(0, 'H09'),
      sent('hall.window.fault', 1, { ...window, device: 'printer', code: 'E7' }, 'H09'),
    ]);
    await decided(house, 8, 'H09', [sent('hall.window.restored', 8, window, 'H09')]);
    for (const minute of [9, 10, 11]) await decided(house, minute, 'H09');
    const [live] = await house.warnings('hall=H09&rule=window-fault');
    const past = await until(
      async () =>
        BackTestDay.parse(await (await house.get(`/v1/halls/H09/back-test?rule=window-fault&day=${DAY}`)).json()),
      ({ firings }) => (firings[0]?.until ?? null) !== null,
    );
    expect(past.firings).toMatchObject([{ at: live?.firedAt, until: live?.clearedAt, scope: live?.scope }]);
  });

  it('counts what is shown: neither what has yet to last nor what holds at a twin, unless that is asked for', async () => {
    const counted = async (hall: string) => (await rule(hall))?.live;
    const before = await counted('');
    await tell({ kind: 'hall', hall: 'H08-T' }, { threshold: 10, forSec: 120 });
    const queued = Array.from({ length: 9 }, (_, i) => issued(`T${String(i)}`, 1, 'household', 'H08-T'));
    await decided(house, 15, 'H08-T', [...opened(0, 'H08-T'), ...queued]);
    expect(await house.warnings(`hall=H08-T&rule=${RULE}`)).toMatchObject([{ condition: 'pending' }]);
    expect(await counted('H08-T')).toBe(0);
    await decided(house, 18, 'H08-T');
    expect([await counted('H08-T'), await counted('')]).toEqual([1, before]);
  });
});
