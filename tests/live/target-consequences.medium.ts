import { EffectModule } from '../../libs/effect/src';
import {
  BackTestPeriod,
  HallSetup,
  MetricAnswer,
  Problem,
  TargetConsequences,
  Visit,
  page,
  type HallChange,
} from '@cockpit/contracts';
import { MetricsApiModule } from '@cockpit/metrics';
import { Module } from '@nestjs/common';
import { WholeModule } from './modules';
import { DAY, issued, openHall, sent, until, type Hall } from './support';

@Module({ imports: [WholeModule, EffectModule, MetricsApiModule] })
class WithEffects {}

const DAY_MIN = 24 * 60;
const [YESTERDAY, BEFORE] = ['2026-03-03', '2026-03-02'];
const RULES = ['queue-longest-wait', 'queue-wait-doubled', 'queue-predicted-wait'] as const;
/** minutes somebody waits for household, one after the other through the day */
const WAITS = [4, 8, 12, 18, 25, 33, 12, 6, 22, 9];

const visit = (daysAgo: number, n: number, wait: number): object[] => {
  const ticketId = `S${String(daysAgo)}-${String(n)}`;
  const minute = -daysAgo * DAY_MIN + 10 + n * 45;
  const about = { ticketId, queue: 'household', windowId: 'a1' };
  return [
    sent('hall.ticket.issued', minute, { ticketId, number: ticketId, queue: 'household', channel: 'walk-in' }),
    sent('hall.ticket.called', minute + wait, about),
  ];
};

describe('what other wait targets would have done', () => {
  let house: Hall;
  let setup: HallSetup;
  beforeAll(async () => {
    house = await openHall(WithEffects);
    for (const daysAgo of [2, 1]) await house.post(WAITS.flatMap((wait, n) => visit(daysAgo, n, wait)).sort(byTime));
    await house.post([issued('today', 0)]);
    const visits = page(Visit);
    for (const day of [BEFORE, YESTERDAY])
      await until(
        async () =>
          visits
            .parse(await (await house.get(`/v1/visits?hall=H08&day=${day}&limit=500`)).json())
            .items.filter(({ calledAt }) => calledAt !== null).length,
        (n) => n === WAITS.length,
      );
    setup = await until(
      async () => HallSetup.parse(await (await house.get('/v1/halls/H08/setup')).json()),
      ({ today }) => today === DAY,
    );
    // metrics believe the day of a fed hall for a second
    await until(
      async () => MetricAnswer.parse(await (await house.get('/v1/metrics/arrivals?hall=H08')).json()),
      ({ from }) => from === DAY,
    );
  });
  afterAll(() => house.close());

  const changed = (waitTargetMin: number): HallChange => ({
    revision: setup.revision,
    reason: '试行',
    hall: {
      ...setup.hall,
      queues: setup.hall?.queues.map((queue) => (queue.code === 'household' ? { ...queue, waitTargetMin } : queue)),
    },
  });
  const ask = (change: HallChange, token = house.token): Promise<Response> =>
    house.send('/v1/halls/H08/setup/consequences/targets', change, token);
  const told = async (change: HallChange): Promise<TargetConsequences> =>
    TargetConsequences.parse(await (await ask(change)).json());
  const level = async (): Promise<MetricAnswer['parts'][number] | undefined> =>
    MetricAnswer.parse(
      await (await house.get(`/v1/metrics/service_level?hall=H08&by=queue&from=${BEFORE}&to=${YESTERDAY}`)).json(),
    ).parts.find(({ by }) => by === 'household');
  const firedNow = async (rule: string): Promise<number> => {
    const body = { rule, days: 14, place: { kind: 'hall', hall: 'H08' }, settings: {} };
    return BackTestPeriod.parse(await (await house.send('/v1/halls/H08/back-test/period', body)).json()).inForce.fired;
  };
  /** one after the other: only so many trials run at once */
  const allFired = async (): Promise<number[]> => {
    const counts: number[] = [];
    for (const rule of RULES) counts.push(await firedNow(rule));
    return counts;
  };

  it('is nothing at all where no target is another', async () => {
    expect(await told({ revision: setup.revision, reason: '-', hall: setup.hall })).toMatchObject({
      changed: [],
      done: 0,
      of: 0,
      warnings: [],
      beyond: [],
      shares: { queues: [] },
    });
    expect(await told(changed(15))).toMatchObject({ changed: [], of: 0 });
  });

  it('is never more visits within a stricter target, nor fewer minutes beyond it', async () => {
    const all: TargetConsequences[] = [];
    for (const min of [20, 10, 5]) all.push(await told(changed(min)));
    const within = all.map(({ shares }) => shares.queues.find(({ queue }) => queue === 'household')?.after.within ?? 0);
    expect(within).toEqual([...within].sort((a, b) => b - a));
    expect(new Set(within).size).toBe(3);
    const beyond = all.map((one) => one.beyond.find(({ queue }) => queue === 'household')?.after ?? 0);
    expect(beyond).toEqual([...beyond].sort((a, b) => a - b));
    expect(all.map(({ done, of }) => [done, of])).toEqual([0, 1, 2].map(() => [2, 2]));
  });

  it('is what is found once it is saved for those days', async () => {
    const before = await allFired();
    const levelBefore = await level();
    const answer = await told(changed(10));
    expect(answer.changed).toEqual([{ queue: 'household', before: 15, after: 10 }]);
    const [share] = answer.shares.queues;
    expect(share?.before).toEqual({ within: levelBefore?.numerator, of: levelBefore?.denominator });
    const saved = await fetch(`${house.front.url}/v1/halls/H08/setup?from=2026-02-01`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(changed(10)),
    });
    expect(saved.status).toBe(200);
    await until(
      () => firedNow(RULES[0]),
      (n) => n !== before[0],
    );
    const after = await allFired();
    expect(after[0]).toBeGreaterThan(before[0] ?? Infinity);
    for (const [i, rule] of RULES.entries()) {
      const said = answer.warnings.find((one) => one.rule === rule);
      expect([rule, said?.before ?? before[i], said?.after ?? before[i]]).toEqual([rule, before[i], after[i]]);
    }
    const levelAfter = await until(level, (one) => one?.numerator !== levelBefore?.numerator);
    expect(share?.after).toEqual({ within: levelAfter?.numerator, of: levelAfter?.denominator });
    setup = HallSetup.parse(await (await house.get('/v1/halls/H08/setup')).json());
  });

  it('comes line by line to whoever asks for lines, and is refused as saving is', async () => {
    const lines = await fetch(`${house.front.url}/v1/halls/H08/setup/consequences/targets`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.token}`,
        accept: 'application/x-ndjson',
        'content-type': 'application/json',
      },
      body: JSON.stringify(changed(30)),
    });
    const all = (await lines.text()).split('\n').filter((line) => line !== '');
    expect(all.map((line) => TargetConsequences.parse(JSON.parse(line)).done)).toEqual([0, 1, 2]);
    const stale = await ask({ ...changed(30), revision: 99 });
    expect([stale.status, Problem.parse(await stale.json()).code]).toEqual([409, 'hall-changed']);
    expect((await ask(changed(30), await house.tokenOf('supervisor', ['H08']))).status).toBe(403);
  });
});

const byTime = (a: object, b: object): number =>
  'time' in a && 'time' in b && String(a.time) < String(b.time) ? -1 : 1;
