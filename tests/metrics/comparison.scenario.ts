import type { ClickHouseClient } from '@clickhouse/client';
import { MetricChange, MetricChart, MetricCompared, MetricComparison, MetricRankMove } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { CLICKHOUSE_READER } from '@cockpit/platform';
import { organisation, type StoryEvent } from './story';
import { House, until } from './support';

const ACTOR = { kind: 'system', id: 'test', name: 'test' } as const;
const MIN = 60_000;
/** Five weeks of working days, and the day on which the halls are now. */
const WORKDAYS = Array.from({ length: 34 }, (_, i) =>
  new Date(Date.UTC(2026, 6, 6 + i)).toISOString().slice(0, 10),
).filter((day) => ![0, 6].includes(new Date(day).getUTCDay()));
const [FROM, TO, TODAY] = ['2026-07-20', '2026-08-07', '2026-08-10'];
const PERIOD = `from=${FROM}&to=${TO}`;
const PEERS = ['P1', 'P2', 'P3', 'P4', 'P5', 'BAD', 'NEW'];
const NAME = '名'.repeat(60);
const SIX = 6;
const FESTIVALS: readonly (readonly [string, number])[] = [
  ['2025-01-28', 1],
  ['2025-01-29', 2],
  // the counterpart of no day below: in 2026 nobody came on the third day
  ['2025-01-31', 8],
  ['2025-02-17', 40],
  ['2025-02-18', 40],
  // a Friday, and the make-up day after the festival
  ['2025-02-14', 20],
  ['2025-02-08', 9],
  ['2026-02-13', 24],
  ['2026-02-14', 12],
  ['2026-02-16', 3],
  ['2026-02-17', 4],
  // the hall's clock goes on
  ['2026-02-25', 1],
  // two days before New Year's Day: in 2025 no holiday
  ['2026-02-15', 5],
];

/** Of six visitors of a day, how many wait longer than the target. */
function lateOf(hall: string, day: string, i: number): number {
  if (hall === 'BAD') return i % 2 === 0 ? 5 : 4;
  // one afternoon on which the system was down
  if (hall === 'P1' && day === '2026-08-06') return 6;
  return (i + PEERS.indexOf(hall)) % 3 === 0 ? 1 : 0;
}

/** How long the window of P4 is manned. */
const hoursOf = (day: string): number => (day < FROM ? 3 : 4);

function visitors(): StoryEvent[] {
  const events: StoryEvent[] = [];
  let serial = 0;
  const tell = (type: StoryEvent['type'], time: number, data: StoryEvent['data']): void => {
    events.push({ source: 'feed', id: `c${String(++serial)}`, type, time, data });
  };
  for (const hall of PEERS)
    WORKDAYS.forEach((day, i) => {
      if (hall === 'NEW' && day < '2026-07-29') return;
      const late = lateOf(hall, day, i);
      if (hall === 'P4') {
        const window = { hallId: hall, windowId: 'w1' };
        tell('hall.window.opened', Date.parse(`${day}T09:00:00+08:00`), window);
        tell('hall.window.closed', Date.parse(`${day}T09:00:00+08:00`) + hoursOf(day) * 60 * MIN, window);
      }
      for (let visitor = 0; visitor < SIX; visitor += 1) {
        const at = Date.parse(`${day}T09:00:00+08:00`) + visitor * 10 * MIN;
        const id = { hallId: hall, ticketId: `${day}-${String(visitor)}` };
        const place = { ...id, windowId: 'w1' };
        const called = at + (visitor < late ? 90 : 3) * MIN;
        tell('hall.ticket.issued', at, {
          ...id,
          number: `A${String(visitor)}`,
          queue: 'household',
          channel: 'walk-in',
        });
        tell('hall.ticket.called', called, place);
      }
    });
  // the days about two Spring Festivals: so many visitors each
  for (const [day, visitors] of FESTIVALS)
    for (let visitor = 0; visitor < visitors; visitor += 1)
      tell('hall.ticket.issued', Date.parse(`${day}T09:00:00+08:00`) + visitor * MIN, {
        hallId: 'H1',
        ticketId: `${day}-${String(visitor)}`,
        number: `A${String(visitor)}`,
        queue: 'household',
        channel: 'walk-in',
      });
  for (const hall of PEERS)
    tell('hall.window.opened', Date.parse(`${TODAY}T09:00:00+08:00`), { hallId: hall, windowId: 'w1' });
  return events.sort((a, b) => a.time - b.time);
}

const dayOf = (time: number): string => new Date(time + 8 * 60 * MIN).toISOString().slice(0, 10);

/** Days that are over in their hall are summed up after they are computed, the newest first; since when a hall is there is believed for a minute. */
async function rolledUp(told: readonly StoryEvent[]): Promise<void> {
  const days = new Map<string, Set<string>>();
  for (const { data, time } of told) {
    const hall = String(data['hallId']);
    days.set(hall, (days.get(hall) ?? new Set()).add(dayOf(time)));
  }
  // the last day of each hall still goes on
  const over = [...days.values()].reduce((sum, { size }) => sum + size - 1, 0);
  const reader = house.running.app.get<ClickHouseClient>(CLICKHOUSE_READER);
  const count = async (): Promise<number> => {
    const query = 'SELECT uniqExact(hall, day) AS days FROM visit_day WHERE arrivals > 0';
    const [row] = await (await reader.query({ query, format: 'JSONEachRow' })).json<{ days: string | number }>();
    return Number(row?.days);
  };
  expect(await until(count, (summed) => summed >= over, 60_000)).toBe(over);
}

let house: House;
beforeAll(async () => {
  house = await House.open();
  const doc = organisation(true);
  const [first] = doc.halls.filter(({ code }) => code === 'H1');
  if (first === undefined) throw new Error('the story has no hall H1');
  const service = house.running.app.get(OrganisationService);
  const peers = PEERS.map((code) => ({
    ...first,
    code,
    name: code === 'BAD' ? NAME : code,
    parent: 'D',
    waitTargetMin: 20,
  }));
  await service.replace({ ...doc, halls: [...doc.halls, ...peers] }, ACTOR, '2020-01-01');
  const told = visitors();
  await house.post(told);
  await house.settled();
  await rolledUp(told);
});
afterAll(async () => {
  await house.close();
});

async function call(path: string, token = house.token): Promise<{ status: number; body: unknown }> {
  const response = await house.get(path, 'application/json', token);
  return { status: response.status, body: await response.json() };
}
const chart = async (key: string, query: string) =>
  MetricChart.parse((await call(`/v1/metrics/${key}/chart?${query}`)).body);
const comparison = async (key: string, query: string, token?: string) =>
  MetricComparison.parse((await call(`/v1/metrics/${key}/comparison?${query}`, token)).body);

describe('the control chart of a metric', () => {
  it('has a point for each day with data, and a signal where the system was down', async () => {
    const answer = await chart('service_level', `${PERIOD}&hall=P1`);
    const days = WORKDAYS.filter((day) => day >= FROM && day <= TO);
    expect(answer).toMatchObject({
      kind: 'share',
      step: 'day',
      hall: 'P1',
      baseline: { own: true, points: days.length },
    });
    expect(answer.points.map(({ at }) => at)).toEqual(days);
    for (const { at, value, numerator, denominator } of answer.points) {
      const late = lateOf('P1', at, WORKDAYS.indexOf(at));
      expect([at, numerator, denominator, value]).toEqual([at, SIX - late, SIX, (SIX - late) / SIX]);
    }
    expect(answer.points.filter(({ signal }) => signal !== null)).toMatchObject([
      { at: '2026-08-06', signal: { rule: 'beyond', side: 'below' } },
    ]);
  });

  it('learns its limits before the period where there is enough, and draws weeks', async () => {
    const later = await chart('service_level', 'from=2026-08-03&to=2026-08-10&hall=P2');
    expect(later.baseline).toMatchObject({ own: false, points: 20, from: WORKDAYS[0], to: '2026-07-31' });
    // today is not over
    expect(later.points.map(({ at }) => at)).toEqual(WORKDAYS.filter((day) => day >= '2026-08-03'));
    const weeks = await chart('service_level', 'from=2026-07-08&to=2026-08-10&hall=P2&step=week');
    expect(weeks.points.map(({ at, denominator }) => [at, denominator])).toEqual([
      ['2026-07-13', 30],
      ['2026-07-20', 30],
      ['2026-07-27', 30],
      ['2026-08-03', 30],
    ]);
    expect(weeks.noLimits).toBe('too-few-points');
  });

  it('of a count knows days on which nothing happened, and closed ones not at all', async () => {
    const carried = await chart('carry_over', `${PERIOD}&hall=P3`);
    expect(carried).toMatchObject({ kind: 'count', noLimits: 'no-spread' });
    expect(carried.points.map(({ at, value }) => [at, value])).toEqual(
      WORKDAYS.filter((day) => day >= FROM && day <= TO).map((day) => [day, 0]),
    );
  });

  it('of a time without data is empty, and of what has no days is refused', async () => {
    expect(await chart('service_level', 'from=2025-05-01&to=2025-05-31&hall=P1')).toMatchObject({
      points: [],
      centre: null,
      noLimits: 'too-few-points',
      baseline: { from: null, to: null, points: 0, own: true },
    });
    expect(await call('/v1/metrics/remaining/chart')).toMatchObject({ status: 422, body: { code: 'no-such-split' } });
    expect(await call('/v1/metrics/nothing/chart')).toMatchObject({ status: 404, body: { code: 'unknown-metric' } });
    expect(await call('/v1/metrics/service_level/chart?hall=nowhere')).toMatchObject({ status: 404 });
    expect((await call('/v1/metrics/service_level/chart?to=0003-01-01')).status).toBeLessThan(500);
  });
});

describe('the comparison of places', () => {
  it('gives every place its figure, its interval, its ranks and its band', async () => {
    const answer = await comparison('service_level', `${PERIOD}&hall=D&tier=hall&size=small`);
    const peers = answer.places.filter(({ hall }) => PEERS.includes(hall));
    const metric = await house.metric('service_level', { from: FROM, to: TO, by: 'hall' });
    for (const place of peers) {
      const part = metric.parts.find(({ by }) => by === place.hall);
      expect(place).toMatchObject({ value: part?.value, numerator: part?.numerator, denominator: part?.denominator });
      expect(place.low).toBeLessThan(place.value ?? 0);
      expect(place.high).toBeGreaterThanOrEqual(place.value ?? 1);
      expect(place.rankLow).toBeLessThanOrEqual(place.rank ?? 0);
      expect(place.rankHigh).toBeGreaterThanOrEqual(place.rank ?? Infinity);
    }
    const bad = peers.find(({ hall }) => hall === 'BAD');
    expect(bad).toMatchObject({ rank: 7, rankLow: 7, rankHigh: 7, band: 2, days: 15 });
    expect(peers.filter(({ hall }) => hall !== 'BAD').map(({ band }) => band)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(peers.find(({ hall }) => hall === 'NEW')).toMatchObject({ days: 8, since: '2026-07-29', before: null });
    expect(peers.filter(({ hall, since }) => hall !== 'NEW' && since !== null)).toEqual([]);
    // a class of its own for the halls of the story: they were not there yet
    expect(answer.places.filter(({ hall }) => !PEERS.includes(hall)).map(({ value }) => value)).toEqual([null, null]);
    expect(answer).toMatchObject({ noRanks: null, noFunnel: null, before: { from: '2026-06-29', to: '2026-07-17' } });
    expect(answer.days).toMatchObject({
      // days on which the halls are open
      matched: 15,
      of: 15,
      ranges: [{ otherFrom: '2026-06-29', otherTo: '2026-07-17' }],
    });
    expect(answer.classes).toEqual([{ tier: 'hall', size: 'small', places: 9 }]);
  });

  it('says of a rank among three what it can, and of totals that they are none', async () => {
    const token = await house.tokenOf(['P1', 'P2', 'BAD'], 'manager');
    const three = await comparison('service_level', PERIOD, token);
    expect(three).toMatchObject({ noRanks: null, noFunnel: 'too-few-places', funnel: { centre: null, curve: [] } });
    expect(three.places.map(({ hall, band }) => [hall, band])).toEqual([
      ['P2', 1],
      ['P1', 1],
      ['BAD', 2],
    ]);
    const totals = await comparison('served', PERIOD, token);
    expect(totals).toMatchObject({ noRanks: 'counts', noFunnel: 'counts' });
    expect(totals.places.map(({ rank, band, value }) => [rank, band, value])).toEqual(
      Array.from({ length: 3 }, () => [1, null, 0]),
    );
    expect(await comparison('service_level', `${PERIOD}&tier=station`, token)).toMatchObject({
      places: [],
      noRanks: 'alone',
    });
  });

  it('is for those who run halls, each of the own ones', async () => {
    const own = await comparison('service_level', PERIOD, await house.tokenOf(['P1'], 'manager'));
    expect(own.places.map(({ hall }) => hall)).toEqual(['P1']);
    expect(own).toMatchObject({ noRanks: 'alone', places: [{ rank: 1, band: null }] });
    expect((await call('/v1/metrics/service_level/comparison?size=huge')).status).toBe(400);
    expect((await call('/v1/metrics/service_level/comparison?from=2026-08-06&to=2026-08-02')).status).toBe(400);
  });
});

describe('what moved a rank', () => {
  const moveOf = async (key: string, place: string, token?: string) =>
    MetricRankMove.parse((await call(`/v1/metrics/${key}/rank-move?${PERIOD}&place=${place}`, token)).body);

  it('adds up to the ranks that the comparison shows, and is what the definition says', async () => {
    const places = (await comparison('service_level', PERIOD)).places;
    for (const place of PEERS) {
      const { move, before } = await moveOf('service_level', place);
      const shown = places.find(({ hall }) => hall === place);
      expect(before).toEqual({ from: '2026-06-29', to: '2026-07-17' });
      if (move === null) {
        expect([place, shown?.before]).toEqual(['NEW', null]);
        continue;
      }
      expect(move.rank).toEqual({ before: shown?.before?.rank, after: shown?.rank });
      expect(move.figure.after).toBe(shown?.value);
      const sum = (of: 'ranks' | 'figure'): number => move.causes.reduce((all, one) => all + one[of], 0);
      expect(sum('ranks')).toBeCloseTo(move.rank.before - move.rank.after, 12);
      expect(sum('figure')).toBeCloseTo(move.figure.after - move.figure.before, 12);
      expect(move.causes.at(-1)).toMatchObject({ cause: 'others', figure: 0, ranks: shown?.before?.others });
      // of the others only tickets are told: nobody knows how long their windows were manned
      expect([place, move.ground]).toEqual([place, place === 'P4' ? 'waiting' : 'mix']);
    }
  });

  it('tells visitors, staff and wait apart where windows are heard of', async () => {
    const { move } = await moveOf('service_level', 'P4');
    const late = (from: string, to: string) => {
      const days = WORKDAYS.filter((day) => day >= from && day <= to);
      return days.reduce((all, day) => all + lateOf('P4', day, WORKDAYS.indexOf(day)), 0) / (days.length * SIX);
    };
    const [was, is] = [late(WORKDAYS[0] ?? FROM, '2026-07-19'), late(FROM, TO)];
    // as many visitors in one queue: what more staff would have done first, and what it did last
    const staff = -((was * 3) / 4 - was + (is - (is * 4) / 3)) / 2;
    const causes = new Map(move?.causes.map((one) => [one.cause, one]));
    expect(causes.get('volume')).toMatchObject({ before: SIX, after: SIX, figure: 0, ranks: 0 });
    expect(causes.get('mix')).toMatchObject({ figure: 0, ranks: 0 });
    expect(causes.get('staff')).toMatchObject({ before: 3, after: 4 });
    expect(causes.get('staff')?.figure).toBeCloseTo(staff, 12);
    expect(causes.get('wait')?.figure).toBeCloseTo(was - is - staff, 12);
  });

  it('does not tell percentiles apart, and knows only halls that are compared', async () => {
    const { move } = await moveOf('wait_p90', 'P4');
    expect([move?.ground, move?.causes.map(({ cause }) => cause)]).toEqual(['whole', ['own', 'others']]);
    const own = await house.tokenOf(['P1'], 'manager');
    expect((await moveOf('service_level', 'P1', own)).move?.rank).toEqual({ before: 1, after: 1 });
    const path = `/v1/metrics/service_level/rank-move?${PERIOD}`;
    expect(await call(`${path}&place=P2`, own)).toMatchObject({ status: 404, body: { code: 'unknown-hall' } });
    expect((await call(`${path}&place=P1&tier=station`)).status).toBe(404);
    expect((await call(path)).status).toBe(400);
  });
});

describe('why a figure changed', () => {
  it('adds up to the change, over parts that add up to the whole', async () => {
    const answer = MetricChange.parse((await call(`/v1/metrics/service_level/change?${PERIOD}&hall=D&by=hall`)).body);
    const whole = async (from: string, to: string) =>
      (await house.metric('service_level', { hall: 'D', from, to })).value;
    const { change } = answer;
    expect(answer.before).toEqual({ from: '2026-07-01', to: '2026-07-19' });
    expect([change?.before, change?.after]).toEqual([await whole('2026-07-01', '2026-07-19'), await whole(FROM, TO)]);
    expect((change?.mix ?? 0) + (change?.rate ?? 0)).toBeCloseTo((change?.after ?? 0) - (change?.before ?? 0), 12);
    // a hall that was not there before changes the mix only
    expect(change?.parts.find(({ by }) => by === 'NEW')).toMatchObject({ rate: 0 });
  });

  it('is unknown without a period to compare with, and refused of what is no share or mean', async () => {
    const alone = await call('/v1/metrics/service_level/change?from=2026-07-06&to=2026-07-10&hall=P1&by=queue');
    expect(alone).toMatchObject({ status: 200, body: { change: null } });
    expect((await call(`/v1/metrics/wait_p90/change?${PERIOD}&by=hall`)).status).toBe(422);
    expect((await call(`/v1/metrics/service_level/change?${PERIOD}&by=aspect`)).status).toBe(400);
    expect((await call(`/v1/metrics/service_level/change?${PERIOD}`)).status).toBe(400);
  });
});

const compared = async (key: string, query: string, token?: string) =>
  MetricCompared.parse((await call(`/v1/metrics/${key}/compared?${query}`, token)).body);

describe('a period beside days of the same kinds', () => {
  it('lays holidays beside holidays, and counts only days with data on both sides', async () => {
    const answer = await compared('arrivals', 'hall=H1&from=2026-02-12&to=2026-02-19&against=year&by=queue');
    expect(answer.days).toEqual({
      against: 'year',
      known: 5,
      matched: 4,
      unpublished: [],
      ranges: [
        { from: '2026-02-13', to: '2026-02-13', otherFrom: '2025-02-14', otherTo: '2025-02-14' },
        { from: '2026-02-14', to: '2026-02-14', otherFrom: '2025-02-08', otherTo: '2025-02-08' },
        { from: '2026-02-16', to: '2026-02-17', otherFrom: '2025-01-28', otherTo: '2025-01-29' },
      ],
    });
    expect([answer.now.value, answer.then.value]).toEqual([24 + 12 + 3 + 4, 20 + 9 + 1 + 2]);
    expect(answer.byDay.find(({ day }) => day === '2026-02-15')).toMatchObject({ other: null, then: null, now: 5 });
    // the parts are those of the same days
    expect(answer.parts).toEqual([{ by: 'household', matched: 4, now: 43, then: 32 }]);
  });

  it('compares days with data with days with data, each hall by its own', async () => {
    const answer = await compared('service_level', `${PERIOD}&hall=D&against=before&by=hall`);
    expect(answer.days).toMatchObject({ known: 15, matched: 10 });
    const whole = async (from: string, to: string) =>
      (await house.metric('service_level', { hall: 'D', from, to })).value;
    expect([answer.now.value, answer.then.value]).toEqual([
      await whole('2026-07-27', TO),
      await whole('2026-07-06', '2026-07-17'),
    ]);
    const change = MetricChange.parse(
      (await call(`/v1/metrics/service_level/change?${PERIOD}&hall=D&by=hall&against=before`)).body,
    );
    expect([change.change?.after, change.change?.before]).toEqual([answer.now.value, answer.then.value]);
    const part = (hall: string) => answer.parts.find(({ by }) => by === hall);
    expect(part('P1')?.matched).toBe(10);
    // opened in the middle of the period: it is held against nothing
    expect(part('NEW')).toEqual({ by: 'NEW', matched: 0, now: null, then: null });
    expect(answer.begun).toEqual([{ hall: 'NEW', since: '2026-07-29' }]);
  });

  it('claims nothing where no day has a counterpart, nor of a day that is still going on', async () => {
    const lone = await compared('arrivals', 'hall=H1&from=2026-02-15&to=2026-02-15&against=year');
    expect(lone).toMatchObject({
      days: { known: 1, matched: 0, ranges: [] },
      now: { value: null },
      then: { value: null },
    });
    const today = await compared('service_level', `from=${TODAY}&to=${TODAY}&hall=P1&against=before`);
    expect(today.days).toMatchObject({ known: 0, matched: 0 });
    // before 2024 no notice is at hand
    expect((await compared('arrivals', 'hall=H1&from=2024-03-04&to=2024-03-04&against=year')).days.unpublished).toEqual(
      [2023],
    );
    expect((await call(`/v1/metrics/arrivals/compared?${PERIOD}`)).status).toBe(400);
    expect((await call('/v1/metrics/red/compared?from=2026-08-03&to=2026-08-07&against=year&by=window')).status).toBe(
      422,
    );
  });
});
