import {
  FlowAnswer,
  METRICS,
  METRIC_KEYS,
  NOBODY,
  SkillGapAnswer,
  Visit,
  VisitEvent,
  narrowings,
  page,
  type MetricAnswer,
  type MetricBy,
  type MetricKey,
  type Narrowing,
} from '@cockpit/contracts';
import { DAYS, story, type StoryEvent } from './story';
import { House } from './support';

/** Days that are over in both halls: their figures stand, however silent the feeds become meanwhile. */
const [FIRST, LAST] = DAYS;
const PERIOD = { from: FIRST, to: LAST };
const HALL = 'H1';
const Visits = page(Visit);

type Amounts = Pick<MetricAnswer, 'value' | 'numerator' | 'denominator' | 'histogram'>;

const TOLD = story();
/** Everybody in H1 who was sent to another queue. */
const SENT_ON = new Set(
  TOLD.flatMap(({ type, data }) =>
    type === 'hall.ticket.transferred' && data['hallId'] === HALL ? [data['ticketId']] : [],
  ),
);
/** One visitor whose service was over is served once more, at another window of the same queue. */
function again(): StoryEvent[] {
  const over = TOLD.find(
    ({ type, data }) => type === 'hall.ticket.finished' && data['hallId'] === HALL && !SENT_ON.has(data['ticketId']),
  );
  if (over === undefined) return [];
  const place = { hallId: HALL, ticketId: over.data['ticketId'], windowId: 'w2' };
  const told = { source: over.source, data: { ...place, result: 'done' } };
  return [
    { ...told, id: 'again-started', type: 'hall.ticket.started', time: over.time + 60_000 },
    { ...told, id: 'again-finished', type: 'hall.ticket.finished', time: over.time + 180_000 },
  ];
}

let house: House;
beforeAll(async () => {
  house = await House.open();
  await house.post([...TOLD, ...again()]);
  await house.settled();
});
afterAll(async () => {
  await house.close();
});

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
const summed = (parts: readonly Amounts[], of: 'numerator' | 'denominator'): number =>
  parts.reduce((sum, part) => sum + (part[of] ?? 0), 0);
const codeOf = (by: string): string => (by === '' ? NOBODY : by);

/** What a figure is made of against what its parts are made of. */
function broken(key: MetricKey, where: unknown, whole: Amounts, parts: readonly Amounts[]): string[] {
  const [n, d] = [summed(parts, 'numerator'), summed(parts, 'denominator')];
  const hist = (whole.histogram ?? []).every((count, i) =>
    near(
      parts.reduce((sum, part) => sum + (part.histogram?.[i] ?? 0), 0),
      count,
    ),
  );
  const holds =
    // a share without anything below it says no numerator either
    (whole.value === null ? near(d, whole.denominator ?? 0) : near(n, whole.numerator ?? 0)) &&
    near(d, whole.denominator ?? 0) &&
    hist;
  return holds
    ? []
    : [
        `${key} ${JSON.stringify(where)}: ${String(whole.numerator)}/${String(whole.denominator)} and parts ${String(n)}/${String(d)}`,
      ];
}

const differs = (key: MetricKey, where: unknown, one: Amounts, other: Amounts): string[] =>
  (['value', 'numerator', 'denominator'] as const).every((name) => near(one[name] ?? 0, other[name] ?? 0))
    ? []
    : [`${key} ${JSON.stringify(where)}: ${JSON.stringify(one)} as a part, ${JSON.stringify(other)} alone`];

/** Every step from here to the last: a figure is what its parts add up to, and each part is the same when it is asked for alone. */
async function down(key: MetricKey, hall: string, only: Narrowing, left: readonly MetricBy[]): Promise<string[]> {
  const [by, ...further] = left;
  const where = { hall, ...only };
  if (by === undefined) return [];
  const [whole, split] = await Promise.all([
    house.metric(key, { ...PERIOD, ...where }),
    house.metric(key, { ...PERIOD, ...where, by }),
  ]);
  const wrong = broken(key, { ...where, by }, whole, split.parts);
  for (const part of split.parts) {
    const into = { ...only, [by]: codeOf(part.by) };
    wrong.push(...differs(key, into, part, await house.metric(key, { ...PERIOD, hall, ...into })));
    wrong.push(...(await down(key, hall, into, further)));
  }
  return wrong;
}
/** The days of one part of each kind add up too: they are the axis of its charts. */
async function days(key: MetricKey, hall: string, by: MetricBy): Promise<string[]> {
  const { parts } = await house.metric(key, { ...PERIOD, hall, by });
  const [part] = parts;
  if (part === undefined || !canDay(key)) return [];
  const only = { [by]: codeOf(part.by) };
  return broken(key, only, part, (await house.metric(key, { ...PERIOD, hall, ...only, by: 'day' })).parts);
}
const canDay = (key: MetricKey): boolean => METRICS[key].by.includes('day');

describe('the way down from a figure of the bureau', () => {
  /** Terminals are measured against all of their hall; balance compares windows; halls of a figure of now are those of now. */
  const ADDS_UP = METRIC_KEYS.filter((key) => METRICS[key].rollUp !== 'gini' && METRICS[key].by.includes('hall'));

  it.each(ADDS_UP)('%s of the bureau is what its halls add up to', async (key) => {
    const [whole, halls] = [await house.metric(key, PERIOD), await house.metric(key, { ...PERIOD, by: 'hall' })];
    expect(broken(key, 'bureau', whole, halls.parts)).toEqual([]);
  });

  it.each(METRIC_KEYS.filter((key) => narrowings(key).length > 0))(
    '%s adds up on the way down, and says of each part alone what it says beside the others',
    async (key) => {
      const ways = narrowings(key);
      const path = ways.filter((by) => by !== 'item');
      const items = ways.filter((by) => by === 'item');
      const wrong = await Promise.all([
        down(key, HALL, {}, path),
        down(key, HALL, {}, items),
        ...ways.map((by) => days(key, HALL, by)),
      ]);
      expect(wrong.flat()).toEqual([]);
    },
  );

  it('is walked by every figure of tickets to the window and officer, so that nothing here is empty', async () => {
    expect(narrowings('wait_mean')).toEqual(['queue', 'window', 'officer', 'item']);
    const { parts } = await house.metric('arrivals', { ...PERIOD, hall: 'H1', by: 'queue' });
    expect(parts.map(({ by }) => by)).toEqual(expect.arrayContaining(['household', 'traffic']));
  });

  it('ends at the visits that the figure counts, over the whole period, and at what was told of each', async () => {
    const where = { hall: 'H1', queue: 'household', window: 'w1', officer: 'H1-o1' };
    const figure = await house.metric('arrivals', { ...PERIOD, ...where });
    const nobody = await house.metric('arrivals', { ...PERIOD, hall: 'H1', window: NOBODY });
    const visits = await visitsOf({ ...where, day: FIRST, to: LAST });
    const waiting = await visitsOf({ hall: 'H1', window: NOBODY, day: FIRST, to: LAST });
    expect(figure.value).toBeGreaterThan(10);
    expect(nobody.value).toBeGreaterThan(0);
    expect(visits.filter(({ issuedAt }) => issuedAt !== null)).toHaveLength(figure.value ?? -1);
    expect(waiting.filter(({ issuedAt }) => issuedAt !== null)).toHaveLength(nobody.value ?? -1);
    expect(waiting.every(({ windowId }) => windowId === null)).toBe(true);
    const mean = await house.metric('wait_mean', { ...PERIOD, ...where });
    const waits = visits.flatMap(({ waitSec }) => (waitSec === null ? [] : [waitSec]));
    expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length).toBeCloseTo(mean.value ?? NaN, 6);
    const [visit] = visits;
    const told = page(VisitEvent).parse(
      await (await house.get(`/v1/visits/${visit?.ticketId ?? ''}/events?hall=H1`)).json(),
    ).items;
    expect(told.length).toBeGreaterThan(1);
    expect(told.every(({ source, receivedAt }) => source === 'feed' && receivedAt !== '')).toBe(true);
  });

  it('refuses a part without its hall, a part the metric does not tell apart, and days that run backwards', async () => {
    const refused = async (path: string) => {
      const response = await house.get(path);
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    expect(await refused('/v1/metrics/wait_mean?window=w1')).toEqual([422, 'no-such-split']);
    expect(await refused('/v1/metrics/balance?hall=H1&window=w1')).toEqual([422, 'no-such-split']);
    expect(await refused('/v1/metrics/waiting/chart?hall=H1&queue=household')).toEqual([422, 'no-such-split']);
    expect(await refused(`/v1/visits?hall=H1&day=${LAST}&to=${FIRST}`)).toEqual([400, 'invalid-period']);
    expect(await refused('/v1/visits?hall=H1&day=2025-01-01&to=2025-12-31')).toEqual([400, 'invalid-period']);
  });

  it('shows days and what moved a figure of the same part', async () => {
    const where = new URLSearchParams({ hall: 'H2', queue: 'traffic', from: FIRST, to: LAST });
    const chart = (await (await house.get(`/v1/metrics/arrivals/chart?${where.toString()}`)).json()) as {
      points: { at: string; value: number | null }[];
    };
    const days = await house.metric('arrivals', { ...PERIOD, hall: 'H2', queue: 'traffic', by: 'day' });
    expect(chart.points.length).toBeGreaterThan(0);
    for (const { at, value } of chart.points)
      expect([at, value]).toEqual([at, days.parts.find(({ by }) => by === at)?.value ?? null]);
    const change = (await (
      await house.get(
        `/v1/metrics/wait_mean/change?hall=H2&queue=traffic&from=${LAST}&to=${LAST}&earlierFrom=${FIRST}&earlierTo=${FIRST}&by=window`,
      )
    ).json()) as { change: { after: number } };
    const mean = await house.metric('wait_mean', { from: LAST, to: LAST, hall: 'H2', queue: 'traffic' });
    expect(change.change.after).toBeCloseTo(mean.value ?? NaN, 6);
  });
});

describe('what became of those who came', () => {
  const flow = async (query: Record<string, string>, token?: string): Promise<FlowAnswer> =>
    FlowAnswer.parse(
      await (await house.get(`/v1/flow?${new URLSearchParams(query).toString()}`, 'application/json', token)).json(),
    );
  const sum = (rows: readonly { visits: number }[]): number => rows.reduce((total, { visits }) => total + visits, 0);
  /** The same told from the list of visits, by hand. */
  const ends = (visits: readonly Visit[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    const as: Record<string, string> = {
      'no-show': 'no-show',
      cancelled: 'left',
      waiting: 'waiting',
      called: 'at-window',
      serving: 'at-window',
      guided: 'guided',
    };
    for (const { result } of visits.filter(({ issuedAt }) => issuedAt !== null)) {
      const end = as[result] ?? 'served';
      counts[end] = (counts[end] ?? 0) + 1;
    }
    return counts;
  };

  it.each([{}, { hall: 'H1' }, { hall: 'D' }])(
    'is everybody who drew a ticket, whatever is asked about: %j',
    async (where) => {
      const answer = await flow({ ...PERIOD, ...where });
      const arrivals = await house.metric('arrivals', { ...PERIOD, ...where });
      expect(answer.visits).toBe(arrivals.value);
      expect(answer.visits).toBeGreaterThan(100);
      for (const { id, layer, code, visits } of answer.nodes) {
        const [into, out] = [
          answer.links.filter(({ to }) => to === id),
          answer.links.filter(({ from }) => from === id),
        ];
        if (layer !== 'way-in') expect([id, sum(into)]).toEqual([id, visits]);
        if (layer === 'way-in' || layer === 'branch' || code === 'served' || code === 'sent-on')
          expect([id, sum(out)]).toEqual([id, visits]);
        else expect([id, out]).toEqual([id, []]);
      }
      const channels = await house.metric('arrivals', { ...PERIOD, ...where, by: 'channel' });
      for (const { by, value } of channels.parts)
        expect([by, answer.nodes.find(({ id }) => id === `way-in:${by}`)?.visits ?? 0]).toEqual([by, value]);
    },
  );

  it('ends as the list of visits says', async () => {
    const answer = await flow({ ...PERIOD, hall: 'H1' });
    const listed = await visitsOf({ hall: 'H1', day: FIRST, to: LAST });
    const counts = ends(listed);
    const told = Object.fromEntries(
      answer.nodes.filter(({ layer }) => layer === 'outcome').map(({ code, visits }) => [code, visits]),
    );
    const { served = 0, 'sent-on': sentOn = 0, mobile: led = 0, 'self-service': terminals = 0, ...others } = told;
    expect({ ...others, served: served + sentOn, guided: led + terminals }).toEqual(counts);
    // who was served once more at another window was sent nowhere
    expect(sentOn).toBe(
      listed.filter(({ ticketId, finishedAt }) => finishedAt !== null && SENT_ON.has(ticketId)).length,
    );
    expect(sentOn).toBeGreaterThan(0);
    const mobile = await house.metric('mobile_guided', { ...PERIOD, hall: 'H1' });
    expect(led).toBe(mobile.value ?? 0);
    expect(answer.open).toBe((told['waiting'] ?? 0) + (told['at-window'] ?? 0));
  });

  it('keeps to the halls of the caller, and is empty where nobody came', async () => {
    const token = await house.tokenOf(['H2']);
    expect((await flow(PERIOD, token)).visits).toBe((await flow({ ...PERIOD, hall: 'H2' })).visits);
    expect((await house.get('/v1/flow?hall=H1', 'application/json', token)).status).toBe(403);
    expect(await flow({ from: '2025-01-01', to: '2025-01-02' })).toMatchObject({
      visits: 0,
      open: 0,
      nodes: [],
      links: [],
    });
  });
});

describe('waiting beside windows that lacked the skill', () => {
  const gaps = async (query: Record<string, string>, token?: string): Promise<SkillGapAnswer> =>
    SkillGapAnswer.parse(
      await (
        await house.get(`/v1/skill-gaps?${new URLSearchParams(query).toString()}`, 'application/json', token)
      ).json(),
    );

  it('is never more than the waiting in that line, as the metric has it, and is found where somebody lacks a skill', async () => {
    const { items } = await gaps({ ...PERIOD, hall: HALL });
    expect(items.length).toBeGreaterThan(0);
    expect(items.some(({ touchedMin }) => touchedMin > 0)).toBe(true);
    const busy = await house.metric('busy', { ...PERIOD, hall: HALL });
    const idle = await house.metric('idle', { ...PERIOD, hall: HALL });
    for (const { queue, waitingMin, touchedMin, officers, hours } of items) {
      const waited = await house.metric('wait', { ...PERIOD, hall: HALL, queue });
      // also those wait who were never called, and those who were sent on
      expect(waitingMin + 0.001).toBeGreaterThanOrEqual((waited.numerator ?? 0) / 60 - 0.001);
      expect(touchedMin).toBeLessThanOrEqual(waitingMin + 0.001);
      for (const one of officers) expect(one.touchedMin).toBeLessThanOrEqual(touchedMin + 0.001);
      const qualified = hours.reduce((sum, { qualifiedMin }) => sum + qualifiedMin, 0);
      expect(qualified).toBeLessThanOrEqual(((busy.value ?? 0) + (idle.value ?? 0)) / 60 + 0.001);
    }
  });

  it('adds up over days, keeps to the halls of the caller, and says of how many days it speaks', async () => {
    const touched = ({ items }: SkillGapAnswer) => items.reduce((sum, { touchedMin }) => sum + touchedMin, 0);
    const each = await Promise.all([FIRST, LAST].map((day) => gaps({ hall: HALL, from: day, to: day })));
    expect(each.reduce((sum, one) => sum + touched(one), 0)).toBeCloseTo(
      touched(await gaps({ ...PERIOD, hall: HALL })),
      3,
    );
    const token = await house.tokenOf(['H2']);
    expect(new Set((await gaps(PERIOD, token)).items.map(({ hall }) => hall))).toEqual(new Set(['H2']));
    expect((await house.get('/v1/skill-gaps?hall=H1', 'application/json', token)).status).toBe(403);
    // more than a year of days without anything costs nothing and refuses nothing
    const long = await gaps({ from: '2025-01-01', to: LAST });
    expect(long.days).toEqual({ ...long.days, read: long.days.known });
    expect(touched(long)).toBeGreaterThanOrEqual(touched(await gaps(PERIOD)) - 0.001);
  });
});

async function visitsOf(query: Record<string, string>): Promise<Visit[]> {
  const found: Visit[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const params = new URLSearchParams({ ...query, limit: '100', ...(cursor === '' ? {} : { cursor }) });
    const list: { items: Visit[]; next: string | null } = Visits.parse(
      await (await house.get(`/v1/visits?${params.toString()}`)).json(),
    );
    found.push(...list.items);
    cursor = list.next;
  }
  return found;
}
