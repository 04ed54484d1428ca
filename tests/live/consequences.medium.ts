import { EffectModule } from '../../libs/effect/src';
import { HallSetup, Problem, SetupConsequences, Visit, page, type HallChange } from '@cockpit/contracts';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WholeModule } from './modules';
import { pastDays } from './past-days';
import { DAY, at, issued, openHall, until, type Hall } from './support';

@Module({ imports: [WholeModule, EffectModule] })
class WithEffects {}

const DAY_MIN = 24 * 60;
const FROM = '2026-03-06';

describe('what a change of a hall does to the week ahead', () => {
  let house: Hall;
  let setup: HallSetup;
  beforeAll(async () => {
    house = await openHall(WithEffects);
    const days = pastDays(7);
    for (const events of days) await house.post(events);
    // the hall is on the day after them
    await house.post([issued('today', 0)]);
    const visits = page(Visit);
    await until(
      async () =>
        visits.parse(await (await house.get('/v1/visits?hall=H08&day=2026-03-03&limit=500')).json()).items.length,
      (n) => n === days.at(-1)?.length,
    );
    setup = await until(
      async () => HallSetup.parse(await (await house.get('/v1/halls/H08/setup')).json()),
      ({ today }) => today === DAY,
    );
  });
  afterAll(() => house.close());

  const ask = (change: Partial<HallChange>, query = '', token = house.token): Promise<Response> =>
    house.send(
      `/v1/halls/H08/setup/consequences${query}`,
      { revision: setup.revision, reason: '-', hall: setup.hall, ...change },
      token,
    );
  const told = async (change: Partial<HallChange>, query = `?from=${FROM}`): Promise<SetupConsequences> =>
    SetupConsequences.parse(await (await ask(change, query)).json());

  it('is nothing at all where nothing changes', async () => {
    const { days, prompts } = await told({ officers: setup.officers, rosters: setup.rosters }, '');
    expect(days.map(({ day, state }) => [day, state])).toEqual(
      [5, 6, 7, 8, 9, 10, 11].map((day) => [`2026-03-${String(day).padStart(2, '0')}`, 'compared']),
    );
    for (const { queues, gaps, closed } of days) {
      expect([gaps, closed]).toEqual([[], []]);
      for (const { before, after, byMin, wait, unserved } of queues) {
        expect([after, byMin, wait, unserved]).toEqual([before, 0, 'none', 'none']);
        expect(before.visitors).toBeGreaterThan(50);
      }
    }
    expect(prompts).toMatchObject({ given: 0, lost: 0 });
  });

  it('is longer waits where an officer is taken off the roster, from the day on which that holds', async () => {
    const { days } = await told({ rosters: setup.rosters.filter(({ window }) => window !== 'a1') });
    expect(days[0]?.day).toBe(FROM);
    for (const { queues, gaps } of days) {
      expect(gaps).toEqual([]);
      const [household, traffic] = queues;
      expect(household).toMatchObject({ queue: 'household', wait: 'longer' });
      expect(household?.worst?.afterMin).toBeGreaterThan(household?.worst?.beforeMin ?? Infinity);
      expect(traffic).toMatchObject({ queue: 'traffic', wait: 'none', byMin: 0 });
    }
  });

  it('says which queue nobody can serve when a skill is gone, and which prompts go with it', async () => {
    await house.front.app.get(DataSource).query(
      `INSERT INTO prompt (id, hall, kind, state, window_id, queues, why, confidence, predicted, gain_min, decided_at, nth, expires_at, ordinal)
       VALUES ('p1', 'H08', 'link', 'expired', 'b1', '{traffic,household}', '-', 'high', '{}', 1, $1, 0, $1, 1),
              ('p2', 'H08', 'link', 'expired', 'a1', '{household,traffic}', '-', 'high', '{}', 1, $1, 1, $1, 2)`,
      [new Date(at(-DAY_MIN + 60))],
    );
    const officers = setup.officers.map((one) => ({
      ...one,
      skills: one.skills.filter(({ branch }) => branch !== 'household' || one.homeBranch !== 'traffic'),
    }));
    const one = await told({ officers });
    expect(one.prompts).toEqual({ days: 14, given: 2, lost: 1 });
    for (const { queues } of one.days) for (const { wait } of queues) expect(wait).toBe('none');

    const none = setup.officers.map((officer) => ({
      ...officer,
      skills: officer.skills.map((skill) =>
        skill.branch === 'household' && officer.homeBranch === 'household' ? { ...skill, to: '2026-03-07' } : skill,
      ),
    }));
    const { days } = await told({ officers: none });
    expect(days.map(({ gaps }) => gaps.map(({ queue }) => queue))).toEqual([
      ...[[], []],
      ...Array.from({ length: 5 }, () => ['household']),
    ]);
    expect(days[2]?.gaps[0]).toMatchObject({ from: '2026-03-08T00:30:00.000Z', to: '2026-03-08T09:30:00.000Z' });
    expect(days[2]?.queues[0]).toMatchObject({ wait: 'longer', unserved: 'longer' });
  });

  it('counts those who would come to closed doors', async () => {
    const hall = { ...setup.hall, hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:30', to: '15:00' }] };
    const { days } = await told({ hall, rosters: setup.rosters });
    for (const { queues } of days) for (const { unserved } of queues) expect(unserved).toBe('longer');
  });

  it('refuses what cannot be saved either, and whoever may not save it', async () => {
    const refused = async (answer: Promise<Response>): Promise<[number, string]> => {
      const { status, code } = Problem.parse(await (await answer).json());
      return [status, code];
    };
    expect(await refused(ask({ revision: 99 }))).toEqual([409, 'hall-changed']);
    expect(await refused(ask({ rosters: [{ hall: 'H08', window: 'nowhere' }] }))).toEqual([422, 'invalid-setup']);
    expect((await ask({}, '?from=someday')).status).toBe(400);
    expect((await ask({}, '', await house.tokenOf('supervisor', ['H08']))).status).toBe(403);
    expect(HallSetup.parse(await (await house.get('/v1/halls/H08/setup')).json()).revision).toBe(setup.revision);
  });
});
