import { Tokens } from '@cockpit/access';
import { Overview } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';
import { OrganisationService } from '@cockpit/organisation';
import { REDIS } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import type { Redis } from 'ioredis';
import { OverviewsAhead } from '../../libs/metrics/src/overview/overviews-ahead';
import { House, until } from './support';
import { DAYS, organisation, story } from './story';

const ACTOR = { kind: 'system', id: 'test', name: 'test' } as const;

let house: House;
let other: string;
beforeAll(async () => {
  house = await House.open();
  // a department of its own beside the one of the story, with a hall that has just been opened
  const doc = organisation(true);
  const [first] = doc.halls.filter(({ code }) => code === 'H1');
  if (first === undefined) throw new Error('the story has no hall H1');
  await house.running.app.get(OrganisationService).replace(
    {
      ...doc,
      halls: [
        ...doc.halls,
        { ...first, code: 'H9', name: '新', parent: 'E', queues: [], windows: [], terminals: [], bookingSlots: [] },
        {
          ...first,
          code: 'E',
          name: '另一分局',
          tier: 'department',
          parent: undefined,
          queues: [],
          windows: [],
          terminals: [],
          bookingSlots: [],
        },
      ],
    },
    ACTOR,
  );
  await house.post(story());
  await house.settled();
  await waiting(house.postgres);
  other = await tokenOf('E');
});
afterAll(async () => {
  await house.close();
});

const tokenOf = async (place: string) =>
  (await house.running.app.get(Tokens).add({ name: `of-${place}`, role: 'manager', halls: [place] }, ACTOR)).secret;
const overview = async (token?: string) =>
  Overview.parse(await (await house.get('/v1/overview', 'application/json', token)).json());
const look = (token: string) =>
  fetch(`${house.running.url}/v1/overview/look`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });

/** What warnings, cards and prompts would have written. */
async function waiting(postgres: DataSource): Promise<void> {
  const warning = (id: string, hall: string, severity: string, condition: string) =>
    postgres.query(
      `INSERT INTO warning (id, hall, rule, rule_version, scope_kind, scope_code, severity, condition, handling, message, threshold, unit, since, fired_at)
        VALUES ($1, $2, 'queue-wait', 1, 'queue', $1, $3, $4, 'new', 'x', 1, 'min', $5, $5)`,
      [id, hall, severity, condition, `${DAYS[1]}T10:00:00+08:00`],
    );
  await warning('w-1', 'H1', 'red', 'firing');
  await warning('w-2', 'H1', 'red', 'recovering');
  await warning('w-3', 'H2', 'red', 'no_data');
  await warning('w-4', 'H2', 'yellow', 'firing');
  await warning('w-5', 'H2', 'red', 'resolved');
  await warning('w-6', 'H1', 'yellow', 'resolved');
  // over before it fired
  await warning('w-7', 'H1', 'yellow', 'normal');
  await postgres.query("UPDATE warning SET fired_at = NULL WHERE id = 'w-7'");
  await postgres.query(
    "INSERT INTO warning_transition (warning_id, at, from_state, to_state, actor) VALUES ('w-1', now(), 'pending', 'firing', 'rule'), ('w-5', now(), 'firing', 'resolved', 'rule'), ('w-6', now(), 'firing', 'resolved', 'rule'), ('w-7', now(), 'pending', 'normal', 'rule')",
  );
}

describe('the overview', () => {
  it('says what waits for a decision and where most of it is', async () => {
    const { decisions, place } = await overview();
    expect(place).toBeNull();
    expect(decisions.find(({ kind }) => kind === 'red-warnings')).toMatchObject({
      n: 3,
      oldest: new Date(`${DAYS[1]}T10:00:00+08:00`).toISOString(),
      places: [
        { hall: 'H1', n: 2 },
        { hall: 'H2', n: 1 },
      ],
    });
  });

  it('of a department is about its subtree, and nothing else', async () => {
    const own = await tokenOf('D');
    const mine = await overview(own);
    expect([mine.place, mine.decisions[0]?.n]).toEqual(['D', 3]);
    // a hall opened without a day of data is no fault and no figure
    const { place, decisions, changes, figures } = await overview(other);
    expect([place, decisions.map(({ n }) => n), changes.map(({ n }) => n)]).toEqual([
      ...['E', [0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]],
    ]);
    expect(figures.map(({ value, judged }) => [value, judged])).toEqual(figures.map(() => [null, 0]));
  });

  it('tells changes since the look before, and a page loaded anew takes none away', async () => {
    const manager = await tokenOf('H1');
    expect(await overview(manager)).toMatchObject({
      lookedAt: null,
      changes: [{ kind: 'warnings-fired', n: 1 }, { kind: 'warnings-over', n: 1 }, {}, {}, {}, {}],
    });
    await look(manager);
    expect((await look(manager)).status).toBe(200);
    expect((await overview(manager)).changes[0]).toEqual({ kind: 'warnings-fired', n: 1 });
    await house.postgres.query("UPDATE overview_look SET looked_at = looked_at - interval '31 minutes'");
    expect((await overview(manager)).lookedAt).not.toBeNull();
    await house.postgres.query("UPDATE warning_transition SET recorded_at = recorded_at - interval '40 minutes'");
    await look(manager);
    const later = await overview(manager);
    expect([later.lookedAt === null, later.changes[0]?.n]).toEqual([false, 0]);
  });

  it('puts the halls furthest from their targets first', async () => {
    await fetch(`${house.running.url}/v1/targets`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        place: null,
        revision: 0,
        reason: '年度',
        lines: [
          { metric: 'wait_mean', tier: null, size: null, from: '2026-01', value: 0.001 },
          { metric: 'service_level', tier: 'hall', size: null, from: '2026-01', value: 0 },
        ],
      }),
    });
    const { figures: all, period } = await overview();
    // what measures saved is told beside what has targets
    expect(all.map(({ key }) => key)).toContain('minutes_saved');
    const figures = all.filter(({ key }) => key !== 'minutes_saved');
    // the story has no days before the last 28: a month without data judges nobody
    expect(figures.map(({ key }) => key).sort()).toEqual(['service_level', 'wait_mean']);
    for (const { judged, missed, worst } of figures)
      expect(missed).toBeLessThanOrEqual(judged === 0 ? 0 : worst.length + missed);
    const wait = figures.find(({ key }) => key === 'wait_mean');
    expect(wait?.target?.target).toBe(0.001);
    expect([period.from < period.to, (wait?.missed ?? 0) > 0]).toEqual([true, true]);
    expect(wait?.weeks.map(({ from }) => from).at(-1)).toBe(addDays(period.to, -6));
    expect(wait?.weeks.some(({ value }) => value !== null)).toBe(true);
    // the story's halls have several queues, each with its name
    expect([wait?.reason?.by, wait?.reason?.part === '', wait?.reason?.name === null]).toEqual(['queue', false, false]);
    const far = (wait?.worst ?? []).map(({ target }) => target?.by ?? 0);
    expect([...far].sort((a, b) => a - b)).toEqual(far);
  });

  it('tells figures that were computed before, and computes old ones anew behind the answer', async () => {
    const redis = house.running.app.get<Redis>(REDIS);
    const manager = await tokenOf('H2');
    const { figures } = await overview(manager);
    const truth = figures.map(({ judged }) => judged);
    const mark = async (at: number): Promise<void> => {
      for (const key of await redis.keys('overview:figures:*'))
        await redis.set(key, JSON.stringify({ at, figures: figures.map((figure) => ({ ...figure, judged: 7_777 })) }));
    };
    const told = async () => (await overview(manager)).figures.map(({ judged }) => judged);
    await mark(Date.now());
    expect(await told()).toEqual(truth.map(() => 7_777));
    await mark(Date.now() - 6 * 60_000);
    expect(await told()).toEqual(truth.map(() => 7_777));
    await until(told, (judged) => JSON.stringify(judged) === JSON.stringify(truth), 10_000);
    // a scope that was asked for once is computed ahead with the bureau's, a place that is gone stops nobody
    await mark(Date.now());
    await redis.zadd('overview:scopes', Date.now(), JSON.stringify({ hall: 'gone', halls: ['gone'] }));
    expect(await house.running.app.get(OverviewsAhead, { strict: false }).turn(() => true)).toBeGreaterThan(1);
    expect(await told()).toEqual(truth);
  });
});
