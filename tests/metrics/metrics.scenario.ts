import {
  DaySummary,
  LawsAnswer,
  LiveHall,
  NetworkPulse,
  METRICS,
  METRIC_KEYS,
  MatterCard,
  MatterSummaryBy,
  MetricAnswer,
  MetricEntry,
  page,
  type MetricBy,
  type MetricKey,
} from '@cockpit/contracts';
import { NETWORK_KEY } from '@cockpit/live';
import { CLICKHOUSE_READER, CLICKHOUSE_WRITER, REDIS } from '@cockpit/platform';
import type { ClickHouseClient } from '@clickhouse/client';
import type { Redis } from 'ioredis';
import { SLOW, slowOver, weekday } from './slow-path';
import { slowFigure, withoutWithdrawn, type Atom, type Facts } from './slow-facts';
import { DAYS, HALLS, organisation, story, type StoryEvent } from './story';
import { House, until } from './support';

const [FIRST, , LAST] = DAYS;
const PERIOD = { from: FIRST, to: LAST };
const MIN = 60_000;
/** What each metric is also told apart by, beside hall and day. */
const ALSO: Partial<Record<MetricKey, readonly MetricBy[]>> = {
  arrivals: ['queue', 'hour', 'item', 'channel', 'weekday'],
  wait_mean: ['queue', 'window'],
  wait_p90: ['queue'],
  service_level: ['queue', 'hour', 'item'],
  service_time: ['officer'],
  waiting: ['queue'],
  transfer_rate: ['queue'],
  carry_over: ['queue'],
  busy: ['window', 'officer'],
  idle: ['window'],
  occupancy: ['officer'],
  idle_while_waiting: ['window', 'officer'],
  offline: ['window'],
  load_now: ['window'],
  forecast_error: ['queue'],
  booking_lead_days: ['queue'],
  booking_no_show: ['queue'],
  elapsed: ['kind'],
  remaining: ['kind', 'unit'],
  on_time_rate: ['kind', 'item'],
  on_the_spot_rate: ['unit'],
  compression: ['item'],
  supplement_rate: ['channel'],
  unattended: ['kind'],
  rework: ['kind'],
  yellow: ['unit'],
  red: ['unit'],
  online_share: ['item'],
  settled_by_visit: ['queue', 'window'],
  self_service_share: ['item'],
  terminal_uptime: ['terminal'],
  consult_answered: ['channel'],
  consult_answer_time: ['channel'],
  consult_escalated: ['channel'],
  time_to_notice: ['rule'],
  time_to_ack: ['rule'],
  time_to_act: ['rule'],
  time_to_resolve: ['rule'],
  closed_loop_rate: ['rule'],
  false_alarm_rate: ['rule'],
  prompt_accepted: ['kind'],
  prompt_hit: ['kind'],
  minutes_saved: ['kind'],
};

let house: House;
let events: StoryEvent[];
let extra: Pick<Facts, 'warnings' | 'prompts'>;

beforeAll(async () => {
  house = await House.open();
  events = story();
  extra = await addWhatOtherModulesWrote();
  await house.post(shuffled(events));
  await settled();
});
afterAll(async () => {
  await house.close();
});

describe('every metric of the dictionary', () => {
  it('is computed by the slow path too, and the other way round', () => {
    expect(Object.keys(SLOW).sort()).toEqual([...METRIC_KEYS].sort());
  });

  it('agrees with the slow path over everything, by hall, by day and by a dimension of its own', async () => {
    expect(await disagreements()).toEqual([]);
  });

  it('says the same out of roll-ups once the days that are over are rolled up, and after a late correction', async () => {
    expect(await rolledUp()).toBeGreaterThan(0);
    expect(await disagreements(ROLLED)).toEqual([]);
    const finished = events.find(({ type, data }) => type === 'hall.ticket.finished' && data['hallId'] === 'H2');
    const issued = events.find(({ type, data }) => type === 'hall.ticket.issued' && data['hallId'] === 'H1');
    const late: StoryEvent[] = [finished, issued].flatMap((event, i) =>
      event === undefined
        ? []
        : [
            {
              source: 'feed',
              id: `late-${String(i)}`,
              type: 'hall.notice.voided' as const,
              time: event.time + MIN,
              data: { ofId: event.id, ofSource: '/story', hallId: event.data['hallId'] },
            },
          ],
    );
    expect(late).toHaveLength(2);
    events = [...events, ...late];
    await house.post(late);
    const left = await until(
      () => disagreements(ROLLED),
      (all) => all.length === 0,
      90_000,
    );
    expect(left).toEqual([]);
  });

  it('shows its other readings beside the headline', async () => {
    const facts = await factsNow();
    for (const key of ['wait_mean', 'satisfied', 'forecast_error', 'compression', 'cross_region'] as const) {
      const answer = await house.metric(key, { ...PERIOD, by: 'aspect' });
      expect([key, answer.parts.map(({ by }) => by).sort()]).toEqual([key, [...METRICS[key].aspects].sort()]);
      const [head] = METRICS[key].aspects;
      const part = answer.parts.find(({ by }) => by === head);
      expect(part?.value).toBeCloseTo(answer.value ?? NaN, 9);
    }
    const ends = await house.metric('closed_loop_rate', { ...PERIOD, by: 'aspect' });
    // every warning ended in one way, and what ended by itself is never counted as closed by anybody
    expect(ends.parts.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0)).toBe(ends.denominator);
    const share = (by: string): number => ends.parts.find((part) => part.by === by)?.value ?? NaN;
    expect(share('by-action') + share('explained')).toBeCloseTo(ends.value ?? NaN, 9);
    expect([share('cleared'), share('left'), share('open')].every((one) => one > 0)).toBe(true);
    const five = (await house.metric('satisfied', { ...PERIOD, by: 'aspect' })).parts.find(
      ({ by }) => by === 'five-stars',
    );
    const rated = SLOW.satisfied(facts);
    expect([five?.denominator, (five?.value ?? 1) < 1]).toEqual([rated.length, true]);
    const waits = await house.metric('wait', { ...PERIOD, by: 'aspect' });
    for (const min of [15, 20, 30]) {
      const atoms = slowOver(facts, min);
      expect(waits.parts.find(({ by }) => by === `over-${String(min)}`)).toMatchObject({
        numerator: atoms.reduce((sum, { n }) => sum + n, 0),
        denominator: atoms.length,
      });
    }
    expect(waits.parts.every(({ value }) => value !== null && value > 0 && value < 1)).toBe(true);
    const consult = await house.metric('consult_answered', { ...PERIOD, by: 'tier' });
    expect(consult.parts.map(({ by }) => by)).toEqual(['ai', 'center']);
    expect(consult.parts.find(({ by }) => by === 'center')?.value).toBe(1);
  });

  it('shows as many cards now as the list of matters, whose department brings its halls too', async () => {
    const counted = async (query: string) =>
      MatterSummaryBy.parse(await (await house.get(`/v1/matters/summary?by=kind${query}`)).json()).total;
    const [total, ofDepartment, ofH1, ofH2] = await Promise.all(['', '&hall=D', '&hall=H1', '&hall=H2'].map(counted));
    if (total === undefined || ofDepartment === undefined || ofH1 === undefined || ofH2 === undefined)
      throw new Error('four answers');
    expect([
      ofDepartment.total > ofH1.total,
      ofDepartment.total > ofH2.total,
      ofDepartment.total <= ofH1.total + ofH2.total,
    ]).toEqual([true, true, true]);
    const cards = async (query: string) =>
      page(MatterCard).parse(await (await house.get(`/v1/cards?state=all&limit=1000${query}`)).json()).items.length;
    expect(await cards('&hall=D')).toBeGreaterThan(await cards('&hall=H1'));
    for (const key of ['yellow', 'red'] as const) {
      const now = (await house.metric(key, { ...PERIOD, by: 'aspect' })).parts.find(({ by }) => by === 'now');
      expect([key, now?.value ?? 0]).toEqual([key, total[key]]);
    }
    expect(total.red).toBeGreaterThan(0);
  });

  it('reads percentiles of few hall days from the waits, and of many within what their buckets can say', async () => {
    const waits = SLOW.wait_mean(await factsNow())
      .map(({ n }) => n)
      .sort((a, b) => a - b);
    for (const [key, share] of [
      ['wait_p50', 0.5],
      ['wait_p90', 0.9],
    ] as const) {
      const exact = await house.metric(key, PERIOD);
      expect(exact.approximate).toBeUndefined();
      const answer = await house.metric(key, { from: '2025-12-01', to: PERIOD.to });
      const truth = (waits[Math.ceil(share * waits.length) - 1] ?? 0) / 60;
      const edges = [0, 1, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, Infinity];
      const bucket = edges.findLastIndex((edge) => edge <= truth);
      expect(answer.approximate).toBe(true);
      expect((answer.value ?? -1) / 60).toBeGreaterThanOrEqual(edges[bucket] ?? 0);
      expect((answer.value ?? Infinity) / 60).toBeLessThanOrEqual(edges[bucket + 1] ?? 0);
    }
  });
});

describe('GET /v1/metrics', () => {
  it('serves the dictionary with formulas in both languages', async () => {
    const { items } = page(MetricEntry).parse(await (await house.get('/v1/metrics')).json());
    expect(items.map(({ key }) => key)).toEqual(METRIC_KEYS);
    for (const entry of items)
      expect([entry.formula.zh, entry.formula.en].every((words) => words.length > 4)).toBe(true);
  });

  it('refuses a split that makes no sense, and says which do', async () => {
    const response = await house.get('/v1/metrics/slot_fill?by=officer');
    expect([response.status, ((await response.json()) as { detail: string }).detail]).toEqual([
      422,
      'slot_fill can be split by hall, tier, day, weekday',
    ]);
    expect((await house.get('/v1/metrics/arrivals?by=moon')).status).toBe(400);
    expect((await house.get('/v1/metrics/happiness')).status).toBe(404);
    expect((await house.get('/v1/metrics/arrivals?hall=H99')).status).toBe(404);
    expect((await house.get('/v1/metrics/arrivals?from=2026-03-05&to=2026-03-03')).status).toBe(400);
  });

  it('keeps to the halls of the caller; a department brings its halls; a twin counts only when named', async () => {
    const all = await house.metric('arrivals', PERIOD);
    const ofH1 = await house.tokenOf(['H1']);
    const own = await house.metric('arrivals', { ...PERIOD, by: 'hall' }, ofH1);
    const department = await house.metric('arrivals', { ...PERIOD, hall: 'D', by: 'hall' });
    const scoped = await house.metric('arrivals', { ...PERIOD, by: 'hall' }, await house.tokenOf(['D']));
    expect(own.parts.map(({ by }) => by)).toEqual(['H1']);
    expect(department.parts.map(({ by }) => by)).toEqual(['D', 'H1', 'H2']);
    expect([department.value, scoped.value]).toEqual([all.value, all.value]);
    expect((await house.get('/v1/metrics/arrivals?hall=H2', 'application/json', ofH1)).status).toBe(403);
    expect((await house.metric('arrivals', { ...PERIOD, hall: 'T1' })).value).toBe(0);
  });

  it("takes the hall's own day where none is named", async () => {
    const today = await house.metric('arrivals', { hall: 'H1' });
    expect([today.from, today.to]).toEqual([LAST, LAST]);
    expect(today.value).toBe((await house.metric('arrivals', { hall: 'H1', from: LAST, to: LAST })).value);
    expect(today.freshness).toMatchObject({ silent: false, lastEventAt: new Date(lastOf('H1')).toISOString() });
  });

  it('comes as rows too', async () => {
    const csv = await (await house.get('/v1/metrics/arrivals?from=2026-03-03&to=2026-03-05&by=day', 'text/csv')).text();
    expect(csv.split('\r\n')[0]).toBe('by,value,numerator,denominator,approximate');
    const lines = (
      await (
        await house.get('/v1/metrics/arrivals?from=2026-03-03&to=2026-03-05&by=day', 'application/x-ndjson')
      ).text()
    )
      .trim()
      .split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { by: string }).by)).toEqual([...DAYS]);
  });

  it('has no value when the feed has gone silent, and keeps the past', async () => {
    const redis = house.running.app.get<Redis>(REDIS);
    const pulse = NetworkPulse.parse(JSON.parse((await redis.hget(NETWORK_KEY, 'H2')) ?? ''));
    const quiet = { ...pulse, at: new Date(Date.now() - 3_600_000).toISOString() };
    // the hall's own pulse is written over it every few seconds
    const now = await until(
      async () => {
        await redis.hset(NETWORK_KEY, 'H2', JSON.stringify(quiet));
        return house.metric('arrivals', { hall: 'H2' });
      },
      (answer) => answer.freshness.silent,
      60_000,
    );
    expect(now).toMatchObject({ value: null, reason: 'the feed has gone silent', freshness: { silent: true } });
    await redis.hset(NETWORK_KEY, 'H2', JSON.stringify(quiet));
    expect((await house.metric('arrivals', { hall: 'H2', from: FIRST, to: FIRST })).value).toBeGreaterThan(0);
    await redis.hset(NETWORK_KEY, 'H2', JSON.stringify(pulse));
  });
});

describe('GET /v1/halls/{hall}/day-summary', () => {
  it("says of the hall's day what its metrics say, and names an hour that is none of the better ones", async () => {
    const summary = DaySummary.parse(await (await house.get('/v1/halls/H1/day-summary')).json());
    const day = { hall: 'H1', from: LAST, to: LAST };
    const [arrivals, served, wait] = await Promise.all([
      house.metric('arrivals', day),
      house.metric('served', day),
      house.metric('wait_mean', { ...day, by: 'hour' }),
    ]);
    expect(summary).toMatchObject({
      hall: 'H1',
      day: LAST,
      heardAt: new Date(lastOf('H1')).toISOString(),
      arrivals: arrivals.value,
      served: served.value,
      waitMeanSec: wait.value,
    });
    const enough = wait.parts.filter(({ denominator }) => (denominator ?? 0) >= 5);
    expect(summary.worst?.waitMeanSec ?? 0).toBe(Math.max(0, ...enough.map(({ value }) => value ?? 0)));
    // the third day is a Thursday
    expect(summary.next?.day).toBe('2026-03-06');
  });

  it('says the same of a day that is past, without what nobody expected then', async () => {
    const past = DaySummary.parse(await (await house.get(`/v1/halls/H1/day-summary?day=${FIRST}`)).json());
    const arrivals = await house.metric('arrivals', { hall: 'H1', from: FIRST, to: FIRST });
    expect(past).toMatchObject({ day: FIRST, over: true, arrivals: arrivals.value });
    expect(past.next).toMatchObject({ expected: null });
  });
});

describe('GET /v1/laws', () => {
  const laws = async (query = '', token?: string): Promise<LawsAnswer> =>
    LawsAnswer.parse(
      await (await house.get(`/v1/laws?from=${FIRST}&to=${LAST}${query}`, 'application/json', token)).json(),
    );

  it('finds every law kept over days of every way a hall can go, and checks each of them', async () => {
    // tickets of this story overlap at their windows and are left without an end: that law is asked of orderly windows (spans.spec.ts, the simulator)
    const disorderly = 'busy-service';
    const answer = await until(
      () => laws(),
      (found) => found.items.every(({ law, state }) => law === disorderly || state !== 'broken'),
      30_000,
    ).catch(() => laws());
    expect(answer.items.filter(({ law, state }) => law !== disorderly && state === 'broken')).toEqual([]);
    for (const { law, holds, cannotHold } of answer.laws)
      if (law !== disorderly && law !== 'now') expect([law, holds + cannotHold > 0]).toEqual([law, true]);
  });

  it('keeps to the halls of the caller', async () => {
    const answer = await laws('', await house.tokenOf(['H1']));
    expect([...new Set(answer.items.map(({ hall }) => hall))].every((hall) => hall === 'H1' || hall === null)).toBe(
      true,
    );
    expect(
      answer.laws
        .filter(({ law }) => law === 'matters' || law === 'cards')
        .map(({ holds, cannotHold, broken }) => holds + cannotHold + broken),
    ).toEqual([0, 0]);
  });

  it('names a law that is broken with both its sides', async () => {
    const writer = house.running.app.get<ClickHouseClient>(CLICKHOUSE_WRITER);
    await writer.command({
      query: `INSERT INTO visit (hall, day, ticket_id, version, number, queue, priority, first_at, issued_at, items, result, legs)
      VALUES ('H2', '${FIRST}', 'nobody', 1, 'X1', 'household', 0, '${FIRST} 02:00:00', '${FIRST} 02:00:00', [], 'waiting', '[]')`,
    });
    await house.postgres.query("UPDATE warning SET ended_as = NULL WHERE hall = 'H2' AND ended_as = 'left'");
    const { items } = await laws('&hall=H2');
    expect(items.find(({ law, day }) => law === 'visitors' && day === FIRST)).toMatchObject({
      state: 'broken',
      hall: 'H2',
      unit: 'count',
    });
    // over, and nobody wrote down how
    expect(items.find(({ law }) => law === 'warnings')).toMatchObject({ state: 'broken', hall: 'H2', unit: 'count' });
  });
});

/** Metrics that read roll-ups where they can. */
const ROLLED: readonly MetricKey[] = [
  'arrivals',
  'served',
  'wait_p50',
  'wait_mean',
  'service_level',
  'no_show_rate',
  'transfer_rate',
  'carry_over',
  'comprehensive_share',
  'rating_share',
  'busy',
  'idle',
  'offline',
  'occupancy',
  'balance',
  'idle_while_waiting',
];

async function disagreements(keys: readonly MetricKey[] = METRIC_KEYS): Promise<string[]> {
  const facts = await factsNow();
  const wrong: string[] = [];
  for (const key of keys) {
    wrong.push(...(await ofKey(key, facts).catch((error: unknown) => [String(error)])));
  }
  return wrong;
}

async function ofKey(key: MetricKey, facts: Facts): Promise<string[]> {
  const now = METRICS[key].rollUp === 'now';
  const atoms = SLOW[key](facts).filter(({ day }) => day === 'now' || (day >= FIRST && day <= LAST));
  const splits = (
    [undefined, 'hall', ...(now ? [] : (['day', 'weekday'] as const)), ...(ALSO[key] ?? [])] as const
  ).filter((by) => by === undefined || METRICS[key].by.includes(by));
  const ofSplits = splits.map(async (by) => {
    const answer = await house.metric(key, { ...PERIOD, ...(by === undefined ? {} : { by }) });
    return [
      ...compared(key, answer, slowFigure(key, atoms), 'whole'),
      ...(by === undefined ? [] : parts(key, by, atoms, answer)),
    ];
  });
  const ofHalls = HALLS.map(async ({ code }) =>
    compared(
      key,
      await house.metric(key, { ...PERIOD, hall: code }),
      slowFigure(
        key,
        atoms.filter(({ hall }) => hall === code),
      ),
      `hall ${code}`,
    ),
  );
  return (await Promise.all([...ofSplits, ...ofHalls])).flat();
}

function parts(key: MetricKey, by: MetricBy, atoms: readonly Atom[], answer: MetricAnswer): string[] {
  const of = (atom: Atom): string => (by === 'weekday' ? String(weekday(atom.day)) : String(atom[by] ?? ''));
  const names = new Set([...atoms.map(of), ...answer.parts.map(({ by: name }) => name)]);
  return [...names].flatMap((name) => {
    const own = atoms.filter((atom) => of(atom) === name);
    const part = answer.parts.find((one) => one.by === name);
    // a part of which there is nothing need not be named
    if (part === undefined)
      return own.every(({ n, d }) => n === 0 && d === 0) ? [] : [`${key} by ${by}: nothing said of ${name}`];
    return compared(key, part, slowFigure(key, own), `${by}=${name}`);
  });
}

function compared(
  key: string,
  got: { value: number | null; numerator: number | null; denominator: number | null },
  want: { value: number | null; numerator: number; denominator: number | null },
  where: string,
): string[] {
  const near = (a: number | null, b: number | null): boolean =>
    (a ?? 0) === (b ?? 0) || Math.abs((a ?? 0) - (b ?? 0)) <= 1e-6 * Math.max(1, Math.abs(b ?? 0));
  const same =
    near(got.value, want.value) &&
    (got.value === null || want.value === null ? (got.denominator ?? 0) === 0 : near(got.numerator, want.numerator)) &&
    near(got.denominator, want.denominator);
  return same
    ? []
    : [
        `${key} ${where}: said ${String(got.value)} = ${String(got.numerator)}/${String(got.denominator)}, is ${String(want.value)} = ${String(want.numerator)}/${String(want.denominator)}`,
      ];
}

const lastOf = (hall: string): number =>
  Math.max(...events.filter(({ data }) => data['hallId'] === hall).map(({ time }) => time));

async function factsNow(): Promise<Facts> {
  const docs = [organisation(false), organisation(true)] as const;
  const client = house.running.app.get<ClickHouseClient>(CLICKHOUSE_READER);
  const result = await client.query({
    query:
      'SELECT DISTINCT hall, ticket_id AS ticketId, toUnixTimestamp64Milli(quoted_at) AS at, p50_sec AS p50Sec, p90_sec AS p90Sec FROM quote FINAL',
    format: 'JSONEachRow',
  });
  const quotes = (await result.json<Facts['quotes'][number] & { at: string }>()).map((quote) => ({
    ...quote,
    at: Number(quote.at),
  }));
  const cards: MatterCard[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const list: { items: MatterCard[]; next: string | null } = page(MatterCard).parse(
      await (await house.get(`/v1/cards?state=all&limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`)).json(),
    );
    cards.push(...list.items);
    cursor = list.next;
  }
  const loads = await Promise.all(
    HALLS.map(async ({ code }) => {
      const live = LiveHall.parse(await (await house.get(`/v1/halls/${code}/live`)).json());
      return live.windows.flatMap(({ windowId, loadMin }) =>
        loadMin === null ? [] : [{ hall: code, window: windowId, minutes: loadMin }],
      );
    }),
  );
  return {
    events: withoutWithdrawn(events),
    halls: HALLS.map(({ code }) => code),
    days: [...DAYS],
    zones: Object.fromEntries(HALLS.map(({ code, zone }) => [code, zone])),
    organisation: (day) => (day >= LAST ? docs[1] : docs[0]),
    now: Object.fromEntries(HALLS.map(({ code }) => [code, lastOf(code)])),
    quotes,
    loads: loads.flat(),
    cards: cards.map((card) => ({
      hall: card.hall ?? '',
      kind: card.kind,
      at: Date.parse(card.issuedAt),
      unit: card.unit ?? '',
      state: card.state,
    })),
    ...extra,
  };
}

const ENDS_TOLD = ['action', 'explained', 'cleared', 'left'] as const;

/** Quotes, warnings and prompts are what other modules have said; here they are made up, so that every way they can go is among them. */
async function addWhatOtherModulesWrote(): Promise<Pick<Facts, 'warnings' | 'prompts'>> {
  const client = house.running.app.get<ClickHouseClient>(CLICKHOUSE_WRITER);
  const issued = events.filter(({ type }) => type === 'hall.ticket.issued');
  await client.insert({
    table: 'quote',
    columns: ['hall', 'ticket_id', 'quoted_at', 'p50_sec', 'p80_sec', 'p90_sec'],
    format: 'JSONCompactEachRow',
    values: issued
      .filter((_, i) => i % 3 === 0)
      .flatMap(({ data, time }, i) =>
        [0, 1].map((later) => [
          data['hallId'],
          data['ticketId'],
          new Date(time + later * 60_000).toISOString(),
          200 + 31 * (i % 29) + later,
          900,
          700 + 40 * (i % 31),
        ]),
      ),
  });
  const at = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
  const warnings: Facts['warnings'] = [];
  const prompts: Facts['prompts'] = [];
  for (const [i, { data, time }] of issued.filter((_, n) => n % 11 === 2).entries()) {
    const hall = String(data['hallId']);
    const w = {
      hall,
      rule: i % 2 ? 'queue-longest-wait' : 'window-overloaded',
      since: time,
      fired: time + 60_000,
      noticed: i % 3 === 0 ? time + 75_000 : null,
      acknowledged: i % 4 < 2 ? time + 200_000 : null,
      acting: i % 5 === 1 ? time + 320_000 : null,
      resolved: i % 6 < 4 ? time + 900_000 : null,
      ended: i % 6 < 4 ? (ENDS_TOLD[i % 4] ?? null) : null,
      dismissed: i % 12 === 1,
    };
    warnings.push(w);
    const name = `w${String(i)}`;
    await house.postgres.query(
      `INSERT INTO warning (id, hall, rule, rule_version, scope_kind, scope_code, severity, condition, handling, message, threshold, unit, since, fired_at, cleared_at, dismissed_as, ended_as)
       VALUES ($1, $2, $3, 1, 'queue', 'q' || $9, 'yellow', $4, $5, '', 15, 'min', $6, $7, $8, $10, $11)`,
      [
        name,
        hall,
        w.rule,
        w.resolved === null ? 'firing' : 'resolved',
        w.ended === 'explained' ? 'explained' : 'new',
        at(w.since),
        at(w.fired),
        at(w.resolved),
        String(i),
        w.dismissed ? 'false-alarm' : null,
        w.ended,
      ],
    );
    // every other one by a mark, the others by a step: either tells it
    for (const [kind, when] of [
      [i % 2 ? 'seen' : 'delivered', w.noticed],
      ['acted', i % 2 ? w.acting : null],
    ] as const) {
      if (when !== null)
        await house.postgres.query('INSERT INTO warning_mark (warning_id, kind, at, actor) VALUES ($1, $2, $3, $4)', [
          name,
          kind,
          at(when),
          'x',
        ]);
    }
    for (const [to, when, reason] of [
      ['firing', w.fired, null],
      ['acknowledged', w.acknowledged, null],
      ['acting', i % 2 ? null : w.acting, null],
      ['resolved', w.resolved, null],
    ] as const) {
      if (when !== null)
        await house.postgres.query(
          "INSERT INTO warning_transition (warning_id, at, from_state, to_state, actor, reason) VALUES ($1, $2, 'new', $3, 'x', $4)",
          [name, at(when), to, reason],
        );
    }
    const p = {
      hall,
      kind: i % 2 ? 'link' : 'guide',
      decided: time,
      accepted: i % 3 === 2 ? null : time + 45_000,
      queue: String(data['queue']),
      before: 1500 + 100 * (i % 7),
      after: 400,
      saved: i % 3 === 0 ? 10 + i : null,
      // one that served nobody has not worked, whatever the waits did
      served: i % 6 !== 0,
    };
    prompts.push(p);
    await house.postgres.query(
      `INSERT INTO prompt (id, hall, kind, state, queues, why, confidence, predicted, gain_min, decided_at, nth, expires_at, ordinal) VALUES ($1, $2, $3, $4, $5, '', 'high', $6, 10, $7::timestamptz, $8, $7::timestamptz, 1)`,
      [
        `p${String(i)}`,
        hall,
        p.kind,
        p.accepted === null ? 'declined' : 'accepted',
        [p.queue],
        JSON.stringify({
          [p.queue]: { beforeP50Sec: p.before, afterP50Sec: p.after, beforeP80Sec: p.before, afterP80Sec: p.after },
        }),
        at(p.decided),
        i,
      ],
    );
    if (p.accepted !== null)
      await house.postgres.query(
        "INSERT INTO prompt_transition (prompt_id, at, from_state, to_state, actor) VALUES ($1, $2, 'shown', 'accepted', 'x')",
        [`p${String(i)}`, at(p.accepted)],
      );
    if (p.saved !== null) {
      await house.postgres.query(
        `INSERT INTO prompt_effect (prompt_id, hall, day, kind, origin, outcome, from_at, horizon_min, visitors, saved_min, low_min, high_min, predicted_min, method, paths, deed)
         VALUES ($1, $2, ($3::timestamptz)::date, $4, 'recommender', 'done', $3::timestamptz, 30, 5, $5, $6, $7, 10, 'observed', 100, jsonb_build_object('code', $8::text))`,
        [
          ...[`p${String(i)}`, hall, at(p.decided), p.kind, p.saved, p.saved - 3, p.saved + 4],
          p.served ? 'served' : 'no-ticket',
        ],
      );
    }
  }
  return { warnings, prompts };
}

/** Stored, folded, every matter computed, every card out: nothing changes any more. */
async function settled(): Promise<void> {
  const keys: readonly MetricKey[] = [
    'arrivals',
    'idle',
    'red',
    'yellow',
    'remaining',
    'terminal_uptime',
    'booking_lead_days',
    'consult_answered',
    'load_now',
  ];
  let before = '';
  const still = await until(
    async () => {
      const [dirty] = await house.postgres.query<{ n: string }[]>('SELECT count(*) AS n FROM matter_dirty');
      const due = await house.daysDue();
      const seen = JSON.stringify([
        await house.backlog(),
        dirty?.n,
        due,
        await Promise.all(keys.map(async (key) => (await house.metric(key, PERIOD)).numerator)),
      ]);
      const same = seen === before && seen.startsWith('[0,"0",0,');
      before = seen;
      if (!same) await new Promise((done) => setTimeout(done, 2_500));
      return same;
    },
    (same) => same,
    200_000,
  );
  if (!still) throw new Error(`not settled: ${before}`);
}

/** Hall days of the story that are rolled up and in step. */
async function rolledUp(): Promise<number> {
  const client = house.running.app.get<ClickHouseClient>(CLICKHOUSE_READER);
  const count = async (): Promise<{ over: number; done: number }> => {
    const result = await client.query({
      query: `SELECT count() AS over, countIf(visits >= computed AND windows >= computed) AS done FROM
        (SELECT hall, day, maxIf(version, told = 'day') AS computed, maxIf(version, told = 'visit_day') AS visits, maxIf(version, told = 'window_day') AS windows FROM day_told WHERE day < '${LAST}' GROUP BY hall, day)`,
      format: 'JSONEachRow',
    });
    const [row] = await result.json<{ over: string; done: string }>();
    return { over: Number(row?.over), done: Number(row?.done) };
  };
  return (await until(count, ({ over, done }) => over > 0 && over === done, 40_000)).done;
}

/** The same events in another order, the last word of each hall last: a feed clock is what it is whatever came before. */
function shuffled(all: readonly StoryEvent[]): StoryEvent[] {
  const key = ({ id }: StoryEvent): number => (Number(id.replace(/\D/g, '')) * 7919) % 9973;
  return [...all].sort((a, b) => key(a) - key(b) || a.time - b.time);
}
