import { DutyAnswer, DutyShift, DutyWeek, Problem, page } from '@cockpit/contracts';
import { DataSource } from 'typeorm';
import { isoAt, openHall, type Hall } from './support';

const span = { from: isoAt(-24 * 60), to: isoAt(24 * 60) };
const shift = (person: string, from: number, to: number, more: object = {}) => ({
  person,
  level: 'supervisor',
  halls: ['H08'],
  from: isoAt(from),
  to: isoAt(to),
  ...more,
});

describe('the duty roster', () => {
  let house: Hall;
  beforeAll(async () => (house = await openHall()));
  afterAll(() => house.close());

  const put = (body: object, token = house.token) =>
    fetch(`${house.front.url}/v1/duty`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...span, ...body }),
    });
  const roster = async (more = '', token = house.token): Promise<DutyShift[]> => {
    const query = `from=${encodeURIComponent(span.from)}&to=${encodeURIComponent(span.to)}${more}`;
    const answer = await house.get(`/v1/duty?${query}`, { authorization: `Bearer ${token}` });
    return page(DutyShift).parse(await answer.json()).items;
  };
  const people = (shifts: DutyShift[]) => shifts.map(({ person }) => person);
  const faultsOf = async (answer: Response) => {
    const { code, errors = [] } = Problem.parse(await answer.json());
    return [answer.status, code, ...errors.map(({ path }) => path)];
  };

  it('is replaced as a whole, or for one hall alone; gaps are allowed', async () => {
    const bureau = shift('局值班', -60, 600, { level: 'bureau', halls: null });
    const all = [shift('李', 0, 120), shift('王', 300, 400), shift('赵', 0, 60, { halls: ['H09'] }), bureau];
    expect((await put({ shifts: all })).status).toBe(200);
    expect(people(await roster()).sort()).toEqual(['局值班', '李', '王', '赵'].sort());
    expect(people(await roster('&hall=H09')).sort()).toEqual(['局值班', '赵'].sort());

    const answer = DutyAnswer.parse(await (await put({ hall: 'H08', shifts: [shift('孙', 0, 60)] })).json());
    expect(answer.removed).toBe(2);
    expect(people(await roster()).sort()).toEqual(['孙', '局值班', '赵'].sort());
  });

  it('is imported from a table, by line; one wrong line changes nothing', async () => {
    const before = await roster();
    const heading = 'person,level,halls,unit,from,to\n';
    const bad = await put({
      csv: `${heading}钱,supervisor,H08,,${isoAt(0)},${isoAt(60)}\n周,nobody,H08,,x,${isoAt(60)}`,
    });
    expect(await faultsOf(bad)).toEqual([422, 'invalid-duty', 'line 3: level', 'line 3: from']);
    const twice = `钱,supervisor,H08,,${isoAt(0)},${isoAt(60)}\n钱,supervisor,,,${isoAt(59)},${isoAt(90)}`;
    expect(await faultsOf(await put({ csv: heading + twice }))).toEqual([422, 'duty-overlap', 'line 3']);
    expect((await faultsOf(await put({ shifts: [shift('钱', 0, 60, { halls: ['H77'] })] }))).slice(0, 2)).toEqual([
      422,
      'unknown-hall',
    ]);
    const late = [shift('钱', 3000, 3060)];
    expect(await faultsOf(await put({ shifts: late }))).toEqual([422, 'invalid-duty', 'shifts.0.from']);
    expect(await roster()).toEqual(before);
    const good = await put({ csv: `${heading}钱,值班长,H08,,2026-03-04 08:30,2026-03-04 09:30` });
    expect([good.status, people(await roster())]).toEqual([200, ['钱']]);
  });

  it('takes ten thousand lines or, with one that is wrong at the end, none of them', async () => {
    const before = await roster();
    const line = (n: number) => `人${String(n)},supervisor,H08,,${isoAt(n % 600)},${isoAt((n % 600) + 1)}`;
    const lines = Array.from({ length: 10_000 }, (_, n) => line(n));
    const heading = 'person,level,halls,unit,from,to';
    const wrong = await put({ csv: [heading, ...lines, `末,supervisor,H08,,x,${isoAt(1)}`].join('\n') });
    expect(await faultsOf(wrong)).toEqual([422, 'invalid-duty', 'line 10002: from', 'line 10002: to']);
    expect(await roster()).toEqual(before);
    const began = performance.now();
    expect((await put({ csv: [heading, ...lines].join('\n') })).status).toBe(200);
    // four seconds with both answers on a busy machine; every two lines compared took more than a minute
    expect(performance.now() - began).toBeLessThan(30_000);
    const { n } =
      (await house.front.app.get(DataSource).query<{ n: number }[]>('SELECT count(*)::int AS n FROM duty_shift'))[0] ??
      {};
    expect(n).toBe(10_000);
  });

  it('lets people swap, and nobody be on duty twice', async () => {
    expect((await put({ shifts: [shift('李', 0, 60), shift('王', 60, 120), shift('赵', 0, 60)] })).status).toBe(200);
    const id = async (person: string) => (await roster()).find((one) => one.person === person)?.id;
    const swap = async (body: object) => house.send('/v1/duty/swaps', body);
    expect((await swap({ shift: await id('李'), with: await id('王') })).status).toBe(200);
    expect((await roster()).find(({ person }) => person === '王')?.from).toBe(isoAt(0));
    expect((await faultsOf(await swap({ shift: await id('赵'), person: '王' }))).slice(0, 2)).toEqual([
      422,
      'duty-overlap',
    ]);
    expect((await swap({ shift: await id('赵'), person: '孙' })).status).toBe(200);
    expect((await faultsOf(await swap({ shift: crypto.randomUUID(), person: '孙' }))).slice(0, 2)).toEqual([
      404,
      'unknown-shift',
    ]);
  });

  it('is seen week by week with its gaps, and mended shift by shift', async () => {
    expect((await put({ shifts: [] })).status).toBe(200);
    const week = async (query = 'hall=H08&day=2026-03-04') =>
      DutyWeek.parse(await (await house.get(`/v1/duty/week?${query}`)).json());
    const empty = await week();
    expect([empty.days.map(({ day }) => day).at(0), empty.levels]).toEqual([
      '2026-03-02',
      ['supervisor', 'director', 'bureau'],
    ]);
    expect(empty.gaps).toHaveLength(21);
    const added = await house.send('/v1/duty/shifts', shift('李', 0, 300));
    const { id } = DutyShift.parse(await added.json());
    expect(added.status).toBe(201);
    const { gaps, shifts } = await week();
    expect(shifts.map(({ person }) => person)).toEqual(['李']);
    // mail alone calls nobody: no message goes to a mailbox of one's own
    const postgres = house.front.app.get(DataSource);
    const reachedBy = async (way: string): Promise<string[]> => {
      await postgres.query(
        "INSERT INTO duty_person (id, name, sealed, shown) VALUES ($1, '李', '', $2) ON CONFLICT (name) DO UPDATE SET shown = $2",
        [crypto.randomUUID(), { [way]: '…' }],
      );
      return (await week()).unreached;
    };
    expect([await reachedBy('mail'), await reachedBy('dingtalk')]).toEqual([['李'], []]);
    expect(gaps.filter(({ level, from }) => level === 'supervisor' && from.startsWith('2026-03-04'))).toEqual([
      { level: 'supervisor', from: isoAt(300), to: isoAt(540) },
    ]);
    expect((await faultsOf(await house.send('/v1/duty/shifts', shift('李', 200, 400)))).slice(0, 2)).toEqual([
      422,
      'duty-overlap',
    ]);
    const remove = (which: string, token = house.token) =>
      fetch(`${house.front.url}/v1/duty/shifts/${which}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${token}` },
      });
    const supervisor = await house.tokenOf('supervisor', ['H09', 'H10']);
    expect((await remove(id, supervisor)).status).toBe(403);
    expect((await house.get('/v1/duty/week?hall=H08', { authorization: `Bearer ${supervisor}` })).status).toBe(403);
    expect([(await remove(id)).status, (await remove(id)).status, (await week()).shifts]).toEqual([204, 404, []]);
  });

  it('goes over the change of year: one shift of New Year’s Eve is in both years, in one week, and taken there once', async () => {
    const [eve, morning] = ['2026-12-31T20:00:00+08:00', '2027-01-01T08:00:00+08:00'];
    const night = { ...shift('跨年', 0, 1), from: eve, to: morning };
    const added = await house.send('/v1/duty/shifts', night);
    const { id } = DutyShift.parse(await added.json());
    const week = async (day: string) =>
      DutyWeek.parse(await (await house.get(`/v1/duty/week?hall=H08&day=${day}`)).json());
    const [last, first] = [await week('2026-12-31'), await week('2027-01-01')];
    expect(first).toEqual({ ...last, now: first.now });
    expect(last.days.map(({ day }) => day)).toEqual([
      ...['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'],
    ]);
    expect(last.shifts.map(({ person, from, to }) => [person, Date.parse(from), Date.parse(to)])).toEqual([
      ['跨年', Date.parse(eve), Date.parse(morning)],
    ]);
    // the doors shut at 17:30 and open at 08:30: a night over the year fills no hour of either day
    const missing = (day: string) =>
      last.gaps.filter(({ level, from }) => level === 'supervisor' && from.startsWith(day));
    expect(missing('2027-01-01').map(({ from }) => Date.parse(from))).toEqual([
      Date.parse('2027-01-01T08:30:00+08:00'),
    ]);
    const again = { ...night, from: '2027-01-01T07:00:00+08:00', to: '2027-01-01T09:00:00+08:00' };
    expect((await faultsOf(await house.send('/v1/duty/shifts', again))).slice(0, 2)).toEqual([422, 'duty-overlap']);
    const removed = await fetch(`${house.front.url}/v1/duty/shifts/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${house.token}` },
    });
    expect([removed.status, (await week('2027-01-01')).shifts]).toEqual([204, []]);
  });

  it('is read by the supervisors of a hall, written by those who run the bureau, and audited', async () => {
    const supervisor = await house.tokenOf('supervisor', ['H09']);
    expect((await roster('', supervisor)).every(({ halls }) => halls === null || halls.includes('H09'))).toBe(true);
    expect((await put({ shifts: [] }, supervisor)).status).toBe(403);
    expect((await house.send('/v1/duty/swaps', {}, supervisor)).status).toBe(403);
    const audit = await (await house.get('/v1/audit')).text();
    expect(['duty.replace', 'duty.swap'].filter((action) => !audit.includes(action))).toEqual([]);
  });
});
