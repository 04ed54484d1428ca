import { AccessModule, Tokens, type Actor } from '@cockpit/access';
import { OrganisationDoc, Problem, SearchAnswer, type Role } from '@cockpit/contracts';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { createClickhouse } from '@cockpit/platform';
import { Module } from '@nestjs/common';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../tests/support/engines';
import { SearchApiModule } from './index';

const SYSTEM: Actor = { kind: 'system', id: 'test', name: 'test' };

@Module({ imports: [AccessModule, OrganisationModule, SearchApiModule] })
class Searched {}

const hall = (code: string, name: string) => ({
  code,
  name,
  tier: 'hall' as const,
  queues: [{ code: 'hz', name: '户政', branch: 'household' }],
  windows: ['1', '12'].map((number) => ({ id: `${code}-W${number}`, number, queues: ['hz'] })),
});
const DOC = {
  format: 'organisation/1',
  bureau: { code: 'B', name: '局' },
  branches: [{ code: 'household', name: '户政' }],
  categories: [{ code: 'HZ', name: '户政', branch: 'household' }],
  items: [{ code: 'HZ-1', name: '居民身份证换领', branch: 'household', category: 'HZ' }],
  halls: [hall('H1', '云江市民中心'), hall('H2', '城东大厅')],
  officers: [
    { id: 'o1', name: '单小明', hall: 'H1' },
    { id: 'o2', name: '宋晓梅', hall: 'H2' },
  ],
};

describe('the search over HTTP', () => {
  let stores: Stores;
  let running: RunningApp;
  let organisation: OrganisationService;
  const day = new Date().toISOString().slice(0, 10);

  beforeAll(async () => {
    stores = await freshStores();
    running = await bootApp(stores, Searched);
    organisation = running.app.get(OrganisationService);
    await organisation.replace(OrganisationDoc.parse(DOC), SYSTEM);
    const client = createClickhouse(stores.settings, 'writer');
    const visit = (at: string, n: number) =>
      `('${at}', '${day}', '${at}-T${String(n)}', ${String(n)}, 'A00${String(n)}', 'hz', 0, now64(3), now64(3), [], 'waiting', '[]')`;
    await client.command({
      query: `INSERT INTO visit (hall, day, ticket_id, version, number, queue, priority, first_at, issued_at, items, result, legs)
        VALUES ${['H1', 'H2'].flatMap((at) => [1, 2, 3].map((n) => visit(at, n))).join(', ')}`,
    });
    const matter = (id: string, at: string, unit: string, officer: string) =>
      `('r', '${id}', 'm-${id}', 1, 's', 'case', 'HZ', 'HZ-1', '${at}', ['${at}'], '${unit}', '${officer}', now64(3), now64(3), now64(3), now64(3), 'none')`;
    await client.command({
      query: `INSERT INTO matter (register, case_id, id, version, source, kind, category, item, hall, halls, unit, officer_id, first_at, accepted_at, last_event_at, computed_at, card)
        VALUES ${matter('YJ-2026-001', 'H1', 'u1', 'o1')}, ${matter('YJ-2026-002', 'H2', 'u2', 'o2')}`,
    });
    await client.close();
  });
  afterAll(async () => {
    await running.close();
    await stores.dispose();
  });

  const callers = new Map<string, string>();
  async function tokenOf(
    role: Exclude<Role, 'source'>,
    more: { halls?: 'all' | string[]; units?: string[]; officerId?: string } = {},
  ) {
    const name = JSON.stringify([role, more]).replaceAll(/\W+/g, '-');
    const known = callers.get(name);
    if (known !== undefined) return known;
    const { secret } = await running.app.get(Tokens).add({ name, role, halls: 'all', ...more }, SYSTEM);
    callers.set(name, secret);
    return secret;
  }
  const asked = (token: string, query: string) =>
    fetch(`${running.url}/v1/search?${query}`, { headers: { authorization: `Bearer ${token}` } });
  /** What is found, as `kind code`. The answer has the shape of the contract, nothing more. */
  async function found(token: string, q: string, near?: string): Promise<string[]> {
    const query = new URLSearchParams({ q, ...(near === undefined ? {} : { near }) });
    const body: unknown = await (await asked(token, query.toString())).json();
    const parsed = SearchAnswer.parse(body);
    expect(parsed).toEqual(body);
    expect(parsed.unanswered).toEqual([]);
    return parsed.hits.map(({ kind, code }) => `${kind} ${code}`);
  }

  it('finds everything there is, for whoever sees all halls', async () => {
    const manager = await tokenOf('manager');
    expect(await found(manager, 'yjsmzx')).toEqual(['hall H1']);
    expect(await found(manager, 'yjsmzx 12')).toEqual(['window H1-W12']);
    expect(await found(manager, 'sxm')).toEqual(['officer o1', 'officer o2']);
    expect(await found(manager, 'jmsfzhl')).toEqual(['item HZ-1']);
    expect(await found(manager, 'wait_p90')).toEqual(expect.arrayContaining(['figure wait_p90']));
    expect(await found(manager, 'yj-2026')).toEqual(
      expect.arrayContaining(['case m-YJ-2026-001', 'case m-YJ-2026-002']),
    );
    expect(await found(manager, 'A002', 'H2')).toEqual(['ticket H2-T2', 'ticket H1-T2']);
    expect((await found(manager, 'a00', 'H2')).filter((hit) => hit.startsWith('ticket'))).toHaveLength(6);
  });

  it('looks for one kind alone, by name, code and pinyin, and has more of it', async () => {
    const manager = await tokenOf('manager');
    const halls = async (q: string, as = manager) =>
      SearchAnswer.parse(await (await asked(as, `q=${encodeURIComponent(q)}&kind=hall`)).json()).hits.map(
        ({ kind, code }) => `${kind} ${code}`,
      );
    expect(await halls('cddt')).toEqual(['hall H2']);
    expect(await halls('大厅')).toEqual(['hall H2']);
    expect(await halls('h1')).toEqual(['hall H1']);
    // a window and people of that hall fit as well
    expect(await halls('12')).toEqual([]);
    expect(await halls('sxm')).toEqual([]);
    expect(await halls('yjsmzx', await tokenOf('supervisor', { halls: ['H2'] }))).toEqual([]);
    expect((await asked(manager, 'q=a&kind=nothing')).status).toBe(400);
  });

  it('says where it is, on which day, and what it is about', async () => {
    const answer = SearchAnswer.parse(await (await asked(await tokenOf('manager'), 'q=A001&near=H1')).json());
    expect(answer.hits[0]).toMatchObject({ name: 'A001', hall: 'H1', hallName: '云江市民中心', day });
    const cases = SearchAnswer.parse(await (await asked(await tokenOf('manager'), 'q=YJ-2026-001')).json());
    expect(cases.hits[0]).toMatchObject({ name: 'YJ-2026-001', about: '居民身份证换领', hallName: '云江市民中心' });
  });

  it('finds nothing of a hall out of scope, also where that is the hall it is asked near', async () => {
    const supervisor = await tokenOf('supervisor', { halls: ['H1'] });
    expect(await found(supervisor, 'cddt')).toEqual([]);
    expect(await found(supervisor, '12', 'H2')).not.toContain('window H2-W12');
    expect(await found(supervisor, 'sxm')).toEqual(['officer o1']);
    expect(await found(supervisor, 'A00', 'H2')).toEqual(
      expect.arrayContaining(['ticket H1-T1', 'ticket H1-T2', 'ticket H1-T3']),
    );
    expect((await found(supervisor, 'A00', 'H2')).filter((hit) => hit.includes('H2'))).toEqual([]);
    expect(await found(supervisor, 'YJ-2026')).toEqual(['case m-YJ-2026-001']);
  });

  it('finds for each role what it may open', async () => {
    const officer = await tokenOf('officer', { halls: ['H1'], officerId: 'o1' });
    expect(await found(officer, 'sxm')).toEqual([]);
    expect(await found(officer, 'A001')).toEqual([]);
    expect(await found(officer, 'YJ-2026')).toEqual(['case m-YJ-2026-001']);
    const unit = await tokenOf('unit', { halls: [], units: ['u2'] });
    expect(await found(unit, 'YJ-2026')).toEqual(['case m-YJ-2026-002']);
    expect(await found(unit, 'yjsmzx')).toEqual([]);
    const guide = await tokenOf('guide', { halls: ['H2'] });
    expect(await found(guide, 'YJ-2026')).toEqual([]);
    expect(await found(guide, 'cddt')).toEqual(['hall H2']);
  });

  it('refuses what is no question, and those who have no pages of halls', async () => {
    const manager = await tokenOf('manager');
    for (const query of ['', 'q=', 'q=%20', `q=${'x'.repeat(65)}`, 'q=a&near=%20']) {
      const response = await asked(manager, query);
      expect([query, response.status]).toEqual([query, 400]);
      expect(Problem.safeParse(await response.json()).success).toBe(true);
    }
    expect((await asked('nobody', 'q=a')).status).toBe(401);
    const screen = await tokenOf('screen', { halls: ['H1'] });
    expect((await asked(screen, 'q=a')).status).toBe(403);
  });

  it('finds a hall by its new name as soon as it is called so', async () => {
    const manager = await tokenOf('manager');
    expect(await found(manager, 'xqdt')).toEqual([]);
    const [first, second] = DOC.halls;
    await organisation.replace(
      OrganisationDoc.parse({ ...DOC, halls: [first, { ...second, name: '新区大厅' }] }),
      SYSTEM,
    );
    expect(await found(manager, 'xqdt')).toEqual(['hall H2']);
    expect(await found(manager, 'cddt')).toEqual([]);
  });
});
