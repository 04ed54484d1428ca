import { Tokens } from '@cockpit/access';
import { OrganisationDoc, Problem, type Caller } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { GroundsLoader } from '@cockpit/matters';
import {
  CLICKHOUSE_READER,
  DEFAULT_INTERVALS,
  DeadLetters,
  createClickhouse,
  openApiDocument,
  selectRows,
} from '@cockpit/platform';
import type { ClickHouseClient } from '@clickhouse/client';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ApiAppModule } from '../../apps/api/src/app.module';
import { Asking } from '../../libs/metrics/src/asking/asking';
import { RollUp } from '../../libs/metrics/src/rollup/roll-up';
import { WindowReader } from '../../libs/metrics/src/sources/window-reader';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';
import { pathOf, routesOf } from './asked';

/** Every route is asked, some two thousand requests: with the machine busy it takes longer than what other tests may. */
jest.setTimeout(600_000);
const ACTOR = { kind: 'system', id: 'test', name: 'test' } as const;
const HALLS = 1_300;
const LIKELY_LATE = 40_000;
const hallCode = (at: number): string => `a-hall-with-a-rather-long-code-${String(at)}`;
const halls = Array.from({ length: HALLS }, (_, at) => hallCode(at));
const KNOWN = {
  hall: hallCode(0),
  day: '2026-10-26',
  from: '2026-10-20',
  to: '2026-10-26',
  key: 'wait_mean',
  by: 'day',
  year: '2026',
};

const organisation = () =>
  OrganisationDoc.parse({
    format: 'organisation/1',
    bureau: { code: 'bureau', name: '公安局' },
    branches: [{ code: 'household', name: '户政' }],
    halls: halls.map((code) => ({
      code,
      name: `大厅 ${code}`,
      tier: 'hall',
      queues: [{ code: 'household', name: '户政', branch: 'household' }],
      windows: [{ id: 'w1', number: '1', queues: ['household'] }],
    })),
  });

/** The api alone: nothing computes anew what stands in the stores. */
describe('a province: 1,300 halls, 40,000 matters that will likely be late', () => {
  let stores: Stores;
  let api: RunningApp;
  const keys = new Map<Caller['role'], string>();

  beforeAll(async () => {
    stores = await freshStores({ LOG_LEVEL: 'silent' });
    api = await bootApp(stores, ApiAppModule);
    await api.app.get(OrganisationService).replace(organisation(), ACTOR, '2020-01-01');
    const tokens = api.app.get(Tokens);
    keys.set('administrator', (await tokens.add({ name: 'admin', role: 'administrator', halls: 'all' }, ACTOR)).secret);
    keys.set('supervisor', (await tokens.add({ name: 'province', role: 'supervisor', halls }, ACTOR)).secret);
    await fillMatters();
  });
  afterAll(async () => {
    await api.close();
    await stores.dispose();
  });

  async function fillMatters(): Promise<void> {
    const writer = createClickhouse(stores.settings, 'writer');
    const hall = `concat('a-hall-with-a-rather-long-code-', toString(number % ${String(HALLS)}))`;
    await writer.command({
      query: `
      INSERT INTO matter (register, case_id, id, version, source, kind, category, hall, halls, unit, first_at, accepted_at, due_at, last_event_at, computed_at, card)
      SELECT 'cases', concat('case-', toString(number)), concat('cases/a-matter-with-a-long-name-', toString(number)), 1, 'cases', 'case', 'HZ', ${hall}, [${hall}], 'u1', now() - 86400, now() - 86400, now() + 864000, now(), now(), 'none'
      FROM numbers(${String(LIKELY_LATE)})`,
    });
    await writer.close();
    await api.app.get(DataSource).query(
      `
      INSERT INTO matter_clock (id, source, case_id, kind, category, hall, halls, unit, last_event_at, computed_at, due_at, card, paused, provisional, faults, calendar_revision, version, predicted_overdue)
      SELECT 'cases/a-matter-with-a-long-name-' || n, 'cases', 'case-' || n, 'case', 'HZ', 'a-hall-with-a-rather-long-code-' || n % $1::int, ARRAY['a-hall-with-a-rather-long-code-' || n % $1::int], 'u1', now(), now(), now() + interval '10 days', 'none', false, false, '[]', 0, 1, 0.7
      FROM generate_series(0, $2::int - 1) AS n`,
      [HALLS, LIKELY_LATE],
    );
  }

  const get = (path: string, role: Caller['role']): Promise<Response> =>
    fetch(`${api.url}${path}`, { headers: { authorization: `Bearer ${keys.get(role) ?? ''}` } });

  it('counts and lists matters that will likely be late, however many they are', async () => {
    for (const role of keys.keys()) {
      expect(await (await get('/v1/matters/summary?by=kind', role)).json()).toMatchObject({
        total: { open: LIKELY_LATE, atRisk: LIKELY_LATE },
      });
      expect(
        ((await (await get('/v1/matters?state=at-risk&limit=50', role)).json()) as { items: unknown[] }).items,
      ).toHaveLength(50);
      expect(
        ((await (await get('/v1/matters/at-risk?limit=50', role)).json()) as { items: unknown[] }).items,
      ).toHaveLength(50);
    }
  });

  it('answers every list, asked by people who may see all of it', async () => {
    const failed: string[] = [];
    for (const route of routesOf(openApiDocument(api.app)).filter(({ method }) => method === 'GET')) {
      const query = route.query.flatMap((name) =>
        name in KNOWN ? [`${name}=${KNOWN[name as keyof typeof KNOWN]}`] : [],
      );
      for (const role of keys.keys()) {
        for (const path of new Set([pathOf(route, KNOWN), `${pathOf(route, KNOWN)}?${query.join('&')}`])) {
          const response = await get(path, role);
          const code = response.status < 500 ? null : Problem.parse(await response.clone().json()).code;
          await response.body?.cancel();
          // no projector runs here: nobody has a live state of these halls
          if (code !== null && code !== 'live-not-ready')
            failed.push(`${String(response.status)} ${code} ${path} (${role})`);
        }
      }
    }
    expect(failed).toEqual([]);
  });

  it('rolls up a day of every hall at once', async () => {
    const writer = createClickhouse(stores.settings, 'writer');
    const [reader, postgres] = [api.app.get<ClickHouseClient>(CLICKHOUSE_READER), api.app.get(DataSource)];
    const halls = `SELECT concat('a-hall-with-a-rather-long-code-', toString(number)) AS hall FROM numbers(${String(HALLS)})`;
    const day = "toDate('2026-03-04')";
    await writer.command({
      query: `INSERT INTO day_told (hall, day, told, version) SELECT hall, ${day}, 'day', 1 FROM (${halls})`,
    });
    await writer.command({
      query: `INSERT INTO visit (hall, day, ticket_id, version, queue, legs, result, issued_at, first_at)
        SELECT hall, ${day}, 't1', 1, 'q', '[]', 'waiting', toDateTime64('2026-03-04 02:00:00', 3), toDateTime64('2026-03-04 02:00:00', 3) FROM (${halls})`,
    });
    const letters = new DeadLetters(postgres, DEFAULT_INTERVALS);
    const [asking, grounds] = [api.app.get(Asking), api.app.get(GroundsLoader)];
    const rollUp = new RollUp(reader, writer, asking, grounds, new WindowReader(reader), letters, stores.settings);
    await rollUp.turn(() => true);
    await writer.close();
    expect(await letters.resting('roll-ups')).toEqual([]);
    const [rolled] = await selectRows(reader, {
      label: 'test.rolled',
      row: z.object({ halls: z.coerce.number(), arrivals: z.coerce.number() }),
      sql: 'SELECT uniqExact(hall) AS halls, sum(arrivals) AS arrivals FROM visit_day FINAL',
    });
    expect(rolled).toEqual({ halls: HALLS, arrivals: HALLS });
  });

  it('takes lists into a statement beyond what an address or the engine’s usual statement holds', async () => {
    const list = Array.from(
      { length: 60_000 },
      (_, at) => `a text with 'quotes', \\ and {braces:String} ${String(at)}`,
    );
    const rows = await selectRows(api.app.get<ClickHouseClient>(CLICKHOUSE_READER), {
      label: 'test.long-list',
      row: z.object({ n: z.coerce.number(), has: z.coerce.boolean(), none: z.coerce.boolean(), one: z.string() }),
      params: { list, empty: [], one: list[7], at: 60_000 },
      sql: 'SELECT length({list:Array(String)}) AS n, {one:String} IN {list:Array(String)} AS has, has({empty:Array(String)}, {one:String}) AS none, {list:Array(String)}[{at:UInt32}] AS one',
    });
    expect(rows).toEqual([{ n: 60_000, has: true, none: false, one: list.at(-1) }]);
  });
});
