import { EffectModule } from '../../libs/effect/src';
import { DutyConsequences, DutyShift, DutyWeek, Problem, page } from '@cockpit/contracts';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WholeModule } from './modules';
import { DAY, at, isoAt, issued, openHall, until, type Hall } from './support';

@Module({ imports: [WholeModule, EffectModule] })
class WithEffects {}

const WEEK_MIN = 7 * 24 * 60;
const shift = (person: string, from: number, to: number, more: object = {}) => ({
  person,
  level: 'supervisor',
  halls: ['H08'],
  from: isoAt(from),
  to: isoAt(to),
  ...more,
});

describe('what another duty roster would do', () => {
  let house: Hall;
  beforeAll(async () => {
    house = await openHall(WithEffects);
    await house.post([issued('today', 0)]);
    await until(week, ({ days }) => days.some(({ day }) => day === DAY));
    // a week ago: two in the morning, one in the afternoon; and one of missing duty, which is not counted
    const postgres = house.front.app.get(DataSource);
    for (const [i, [minute, rule]] of (
      [
        [30, 'queue-longest-wait'],
        [90, 'queue-longest-wait'],
        [400, 'window-idle'],
        [100, 'duty-gap'],
      ] as const
    ).entries())
      await postgres.query(
        `INSERT INTO warning (id, hall, rule, rule_version, scope_kind, scope_code, severity, condition, handling, message, threshold, unit, since, fired_at, cleared_at)
         VALUES ($1, 'H08', $2, 1, 'queue', $1, 'yellow', 'resolved', 'resolved', '-', 1, 'min', $3, $3, $3)`,
        [`w${String(i)}`, rule, new Date(at(minute - WEEK_MIN))],
      );
    for (const one of [shift('李', 0, 300), shift('王', 300, 540), shift('局', -WEEK_MIN, WEEK_MIN * 2, BUREAU)])
      expect((await house.send('/v1/duty/shifts', one)).status).toBe(201);
  });
  afterAll(() => house.close());

  const BUREAU = { level: 'bureau', halls: ['H09'] };
  async function week(): Promise<DutyWeek> {
    return DutyWeek.parse(await (await house.get(`/v1/duty/week?hall=H08&day=${DAY}`)).json());
  }
  const id = async (person: string): Promise<string> =>
    (await week()).shifts.find((one) => one.person === person)?.id ?? '';
  const ask = (change: object, token = house.token): Promise<Response> =>
    house.send('/v1/duty/consequences', { hall: 'H08', day: DAY, change }, token);
  const told = async (change: object): Promise<DutyConsequences> =>
    DutyConsequences.parse(await (await ask(change)).json());
  const supervisorGaps = async (): Promise<number> =>
    (await week()).gaps
      .filter(({ level }) => level === 'supervisor')
      .reduce((sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / 60_000, 0);

  it('is nothing at all where somebody takes a shift from themselves', async () => {
    expect(await told({ swap: { shift: await id('李'), person: '李' } })).toMatchObject({
      alerts: { days: 14, given: 3, nobody: { before: 0, after: 0 }, others: 0, people: [] },
      gaps: [],
    });
  });

  it('says who is told instead, and that is whom the roster names once it is saved', async () => {
    const change = { shift: await id('李'), person: '赵' };
    const { alerts, gaps } = await told({ swap: change });
    expect(alerts).toMatchObject({
      given: 3,
      others: 2,
      nobody: { before: 0, after: 0 },
      people: [
        { person: '李', before: 2, after: 0 },
        { person: '赵', before: 0, after: 2 },
      ],
    });
    expect(gaps).toEqual([]);
    expect(await id('李')).not.toBe('');
    expect((await house.send('/v1/duty/swaps', change)).status).toBe(200);
    const back = await told({ swap: { shift: await id('赵'), person: '李' } });
    expect(back.alerts.people).toEqual([
      { person: '李', before: 0, after: 2 },
      { person: '赵', before: 2, after: 0 },
    ]);
  });

  it('counts hours without anybody as the week does once the shift is gone, and warnings that find nobody', async () => {
    const shiftId = await id('王');
    const before = await supervisorGaps();
    const { alerts, gaps } = await told({ remove: shiftId });
    expect(await supervisorGaps()).toBe(before);
    const gone = await fetch(`${house.front.url}/v1/duty/shifts/${shiftId}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${house.token}` },
    });
    expect(gone.status).toBe(204);
    const after = await supervisorGaps();
    expect(after).toBe(before + 240);
    expect(gaps).toEqual([{ level: 'supervisor', before, after }]);
    // no shift is left after the morning: no roster is kept then, and every channel is told
    expect([alerts.nobody, alerts.channels]).toEqual([
      { before: 0, after: 0 },
      { before: 0, after: 1 },
    ]);
    const added = shift('孙', 420, 540);
    const more = await told({ add: added });
    expect([more.alerts.nobody, more.alerts.channels]).toEqual([
      { before: 0, after: 1 },
      { before: 1, after: 0 },
    ]);
    expect(more.gaps).toEqual([{ level: 'supervisor', before: after, after: after - 120 }]);
    expect(DutyShift.parse(await (await house.send('/v1/duty/shifts', added)).json()).person).toBe('孙');
    expect(await supervisorGaps()).toBe(after - 120);
  });

  it('takes a table, and is refused as saving it is; nothing is written', async () => {
    const { days } = await week();
    const [from, to] = [days[0]?.from, days.at(-1)?.to];
    const roster = async (): Promise<unknown> =>
      page(DutyShift).parse(
        await (
          await house.get(`/v1/duty?from=${encodeURIComponent(from ?? '')}&to=${encodeURIComponent(to ?? '')}`)
        ).json(),
      ).items;
    const before = await roster();
    const heading = 'person,level,halls,unit,from,to\n';
    const replace = { hall: 'H08', from, to, csv: `${heading}钱,supervisor,H08,,${isoAt(0)},${isoAt(540)}` };
    expect((await told({ replace })).alerts.people.map(({ person, after }) => [person, after])).toEqual([
      ['赵', 0],
      ['钱', 3],
    ]);
    const bad = await ask({ replace: { ...replace, csv: `${heading}钱,king,H08,,${isoAt(0)},${isoAt(540)}` } });
    expect([bad.status, Problem.parse(await bad.json()).code]).toEqual([422, 'invalid-duty']);
    const twice = await ask({ add: shift('孙', 430, 440) });
    expect([twice.status, Problem.parse(await twice.json()).code]).toEqual([422, 'duty-overlap']);
    expect((await ask({ remove: crypto.randomUUID() })).status).toBe(404);
    const others = await house.tokenOf('manager', ['H09']);
    expect((await ask({ remove: crypto.randomUUID() }, others)).status).toBe(403);
    expect((await ask({ replace }, await house.tokenOf('supervisor', ['H08']))).status).toBe(403);
    expect(await roster()).toEqual(before);
  });
});
