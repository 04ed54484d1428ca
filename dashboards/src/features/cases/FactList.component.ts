import { HallDetail, type Caller, type MatterDetail } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import FactList from './FactList.vue';

const caller: Caller = { kind: 'user', id: 'u', name: '李', role: 'manager', halls: 'all' };
const matter = (known: Partial<MatterDetail>): Partial<MatterDetail> => ({
  kind: 'case',
  about: null,
  item: null,
  unit: null,
  officerId: null,
  hall: null,
  acceptingHall: null,
  channel: null,
  applicantType: null,
  enterpriseRef: null,
  ticketId: null,
  rating: null,
  excluded: null,
  source: 'cases',
  result: null,
  parentId: null,
  supplements: 0,
  reopened: 0,
  faultDetails: [],
  package: null,
  ...known,
});
const part = (id: string, more: object = {}) => ({
  id,
  caseId: `案${id}`,
  item: null,
  unit: null,
  stage: null,
  acceptedAt: null,
  dueAt: '2026-03-09T09:00:00.000Z',
  closedAt: null,
  paused: false,
  overdue: false,
  ...more,
});

describe('the facts of a matter', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({});
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (known: Partial<MatterDetail>) => {
    const all = await mounted(FactList, { matter: matter(known), timeZone: 'Asia/Shanghai' }, { caller });
    const facts = () => all.page.findAll('dl > div').map((one) => one.findAll('dt, dd').map((cell) => cell.text()));
    return { ...all, facts };
  };

  it('are those that are known: what nobody said has no line', async () => {
    expect((await shown({})).facts()).toEqual([[phrase('matter.source'), 'cases']]);
  });

  it('name the accepting hall only where another one handles it', async () => {
    const halls = async (hall: string, acceptingHall: string, acceptingHallName: string | null = null) =>
      (await shown({ hall, acceptingHall, acceptingHallName })).facts().map(([, what]) => what);
    expect(await halls('H1', 'H2')).toEqual(['H1', 'H2', 'cases']);
    // one that the reader has no access to is known by name nevertheless
    expect(await halls('H1', 'H2', '青石大厅')).toEqual(['H1', '青石大厅', 'cases']);
    expect(await halls('H1', 'H1')).toEqual(['H1', 'cases']);
  });

  it('have a rating with its stars and tags, and why it does not count', async () => {
    const rating = { stars: 1, tags: ['态度', '等候'], windowId: '3' } as MatterDetail['rating'];
    const excluded = { at: '2026-03-09T09:00:00.000Z', reason: 'malicious' } as const;
    const { facts, page } = await shown({ kind: 'bad-rating', parentId: 'c1', rating, excluded });
    expect(facts().map(([, what]) => what)).toEqual(expect.arrayContaining(['1 ★', '态度、等候', '3']));
    expect(page.text()).toContain(phrase('acts.exclusion.malicious'));
    expect(page.get('a').attributes('href')).toBe('/cases/c1');
  });

  it('call the window of a rating by its number where the hall is known', async () => {
    const hall = HallDetail.parse({
      code: 'H1',
      name: '大厅',
      tier: 'hall',
      timeZone: 'Asia/Shanghai',
      clock: 'feed',
      day: '2026-11-20',
      officers: [],
      items: [],
      branches: [],
      parent: null,
      simulated: false,
      twinOf: null,
      twin: null,
      doc: {
        code: 'H1',
        name: '大厅',
        tier: 'hall',
        hours: [],
        queues: [{ code: 'household', name: '户籍', branch: 'household' }],
        windows: [{ id: 'H1-W16', number: '16', queues: ['household'], kind: 'specialised' }],
      },
    });
    server.close();
    server = serve({
      'GET /v1/halls': () => ({ items: [{ ...hall, windows: 1, queues: [] }], next: null }),
      'GET /v1/halls/H1': () => hall,
    });
    const rating = { stars: 1, tags: [], windowId: 'H1-W16' } as unknown as MatterDetail['rating'];
    const { facts } = await shown({ kind: 'bad-rating', hall: 'H1', rating });
    await flushPromises();
    await flushPromises();
    await flushPromises();
    expect(facts()).toContainEqual([phrase('matter.window'), '16']);
  });

  it('list the parts of a package: which are late, which wait, and what has not arrived', async () => {
    const parts = [
      part('1', { overdue: true, item: 'HZ-1' }),
      part('2', { paused: true }),
      part('3', { closedAt: '2026-03-08T01:00:00.000Z' }),
    ];
    const { page } = await shown({
      package: {
        code: 'P1',
        name: '新生儿出生',
        parts,
        missingItems: ['HZ-9'],
        separately: null,
        together: null,
        saved: { steps: 6, trips: 2 },
      },
    });
    const rows = page.findAll('.parts li').map((row) => [row.get('a').attributes('href'), row.find('.late').exists()]);
    await flushPromises();
    await flushPromises();
    expect(page.findAll('.parts li a').map((one) => one.text())).toEqual(['HZ-1', '案2', '案3']);
    expect(rows).toEqual([
      ['/cases/1', true],
      ['/cases/2', false],
      ['/cases/3', false],
    ]);
    expect(page.get('p.late').text()).toContain('HZ-9');
    expect(page.text()).toMatch(/6.*2/);
  });
});
