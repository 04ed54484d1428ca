import type { Caller, MatterSummary, RoundAnswer, RoundInspection } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { local } from '../../shared/http';
import InspectPage from './InspectPage.vue';
import type { Entry } from './outbox/entry';

/** What the telephone keeps: there is no store of a browser here, so that it is one that lives as long as a test. */
const disk = { entries: new Map<string, Entry>(), lists: new Map<string, RoundInspection>(), isFull: false };
const room = (): void => {
  if (disk.isFull) throw local('cannot-keep', 'no room');
};
jest.mock('./outbox/kept', () => ({
  keptEntries: () => Promise.resolve([...disk.entries.values()]),
  keepEntry: async (entry: Entry) => {
    await Promise.resolve();
    room();
    disk.entries.set(entry.key, entry);
  },
  dropEntry: (key: string) => Promise.resolve(disk.entries.delete(key)),
  keptList: (by: string, round: string, hall: string) =>
    Promise.resolve(disk.lists.get([by, round, hall].join(' ')) ?? null),
  keepList: async (by: string, list: RoundInspection) => {
    await Promise.resolve();
    room();
    disk.lists.set([by, list.round.id, list.hall.code].join(' '), list);
  },
}));

const INSPECTOR: Caller = { kind: 'user', id: 'i', name: '督导', role: 'manager', halls: 'all' };
const AT = '2026-03-02T01:00:00.000Z';
const given = (line: string, answer: RoundAnswer['answer'], note: string | null = null): RoundAnswer => ({
  key: `key-${line}-0`,
  line,
  answer,
  note,
  by: '李强',
  at: AT,
  receivedAt: AT,
});
const list = (change: Partial<RoundInspection['round']> = {}): RoundInspection => ({
  round: { id: 'r1', name: '春季检查', from: '2026-03-01', to: '2026-03-20', state: 'open', revision: 4, ...change },
  hall: { code: 'H1', name: '城东大厅' },
  lines: [
    { id: 'l1', area: '环境', question: '地面干净', answers: [given('l1', 'ok', '很好')] },
    { id: 'l2', area: '环境', question: '标识清楚', answers: [] },
    { id: 'l3', area: '设备', question: '叫号正常', answers: [] },
  ],
});
const unreachable = () => refusal(503, 'unavailable');

describe('the check list of a hall', () => {
  let server: Server;
  let asked: () => unknown;
  let found: MatterSummary[];
  let take: (body: { key: string; line: string; answer: RoundAnswer['answer'] }) => unknown;
  beforeEach(() => {
    disk.entries.clear();
    disk.lists.clear();
    disk.isFull = false;
    asked = () => list();
    found = [];
    take = ({ key, line, answer }) => ({ ...given(line, answer), key, by: '督导', repeated: false });
    server = serve({
      'GET /v1/rounds/r1/halls/H1': () => asked(),
      'GET /v1/matters': () => ({ items: found, next: null }),
      'POST /v1/rounds/r1/halls/H1/answers': ({ body }) => take(body as Parameters<typeof take>[0]),
    });
  });
  afterEach(() => {
    server.close();
    jest.restoreAllMocks();
    document.body.innerHTML = '';
  });
  async function settled(): Promise<void> {
    for (let n = 0; n < 6; n += 1) await flushPromises();
  }
  async function shown(): Promise<Mounted> {
    const all = await mounted(InspectPage, { id: 'r1', hall: 'H1' }, { caller: INSPECTOR });
    await settled();
    return all;
  }
  const answer = async ({ byTestId }: Mounted, line: string, as: string): Promise<void> => {
    await byTestId(`line-${line}`).get(`[data-testid="answer-${as}"]`).trigger('click');
    await settled();
  };
  const sent = () => server.asked.filter(({ method }) => method === 'POST').map(({ body }) => body);

  it('stands by areas, with what was answered, by whom and when', async () => {
    const { page, byTestId } = await shown();
    expect(page.findAll('section h2').map((one) => one.text())).toEqual(['环境', '设备']);
    expect(byTestId('line-l1').get('[data-testid="standing"]').text().replace(/\s+/g, ' ')).toBe(
      '很好 李强 · 2026-03-02 09:00',
    );
    expect(byTestId('line-l1').get('[data-testid="answer-ok"]').attributes('aria-pressed')).toBe('true');
    expect(byTestId('progress').text()).toBe(phrase('rounds.progress', { checked: 1, lines: 3 }));
  });

  it('says what a finding has become, unless two are called the same', async () => {
    const finding = (id: string, title: string): MatterSummary => ({
      id,
      caseId: id,
      source: 's',
      title,
      kind: 'finding',
      item: null,
      hall: 'H1',
      unit: 'H1',
      officerId: null,
      stage: null,
      acceptedAt: AT,
      dueAt: '2026-03-20T09:15:00.000Z',
      closedAt: null,
      elapsedDays: 1,
      remainingDays: 9,
      card: 'none',
      overdue: false,
      provisional: false,
      paused: false,
      unattended: false,
      stageCard: 'none',
      stageDueAt: null,
      packageId: null,
      parentId: null,
      predictedOverdue: null,
      faults: [],
      rating: null,
    });
    const lines = list().lines.map((line, at) => ({
      ...line,
      answers: [given(line.id, 'finding', at === 0 ? '灯坏了' : '地滑')],
    }));
    asked = () => ({ ...list(), lines });
    found = [finding('m1', '灯坏了'), finding('m2', '地滑'), finding('m3', '地滑')];
    const { byTestId, page } = await shown();
    const one = byTestId('line-l1').get('[data-testid="found-matter"]');
    expect([one.text().replace(/\s+/g, ' '), one.get('a').attributes('href')]).toEqual([
      `${phrase('slaStatus.in-time')}${phrase('rounds.due', { at: '2026-03-20 17:15' })}${phrase('rounds.toMatter')}`,
      '/cases/m1',
    ]);
    expect(page.findAll('[data-testid="found-matter"]')).toHaveLength(1);
  });

  it('sends an answer, and counts it once it arrived', async () => {
    const all = await shown();
    await answer(all, 'l2', 'not-applicable');
    expect(sent()).toMatchObject([{ line: 'l2', answer: 'not-applicable' }]);
    expect(all.byTestId('line-l2').get('[data-testid="standing"]').text()).toContain('督导');
    expect(all.byTestId('progress').text()).toBe(phrase('rounds.progress', { checked: 2, lines: 3 }));
    expect([all.byTestId('outbox').text(), disk.entries.size]).toEqual([phrase('rounds.allSent'), 0]);
  });

  it('keeps an answer that cannot be sent yet, and says that it waits and why', async () => {
    take = unreachable;
    const all = await shown();
    await answer(all, 'l2', 'ok');
    expect([...disk.entries.values()]).toMatchObject([
      { by: '督导', round: 'r1', hall: 'H1', line: 'l2', answer: 'ok' },
    ]);
    expect(all.byTestId('line-l2').get('[data-testid="standing"]').text()).toMatch(anyPhrase('rounds.waits'));
    expect(all.byTestId('outbox').text()).toContain(`${phrase('rounds.waiting', { n: 1 })} `);
    expect(all.byTestId('progress').text()).toBe(phrase('rounds.progress', { checked: 2, lines: 3 }));
  });

  it('says what was refused and why, and sends it again or discards it when asked to', async () => {
    take = () => refusal(409, 'round-ended', 'it has ended');
    const all = await shown();
    await answer(all, 'l2', 'ok');
    expect(all.byTestId('refused-entry').text()).toContain(`标识清楚 · ${phrase('roundAnswer.ok')}`);
    await all.byTestId('send-again').trigger('click');
    await settled();
    expect(sent()).toHaveLength(2);
    const sure = jest.spyOn(window, 'confirm').mockReturnValue(false);
    const discard = () =>
      all
        .byTestId('refused-entry')
        .findAll('button')
        .find((one) => one.text() === phrase('rounds.discard'))
        ?.trigger('click');
    await discard();
    await settled();
    expect(disk.entries.size).toBe(1);
    sure.mockReturnValue(true);
    await discard();
    await settled();
    expect([disk.entries.size, all.byTestId('refused-entry').exists()]).toEqual([0, false]);
  });

  it('is filled in without a network as it was last answered, and says where it is not kept', async () => {
    asked = unreachable;
    const none = await shown();
    expect(none.page.text()).toContain(phrase('rounds.notKept'));
    disk.lists.set('督导 r1 H1', list());
    const all = await shown();
    expect(all.byTestId('progress').text()).toBe(phrase('rounds.progress', { checked: 1, lines: 3 }));
    expect(all.byTestId('outbox').text()).toContain(phrase('rounds.away'));
  });

  it('takes nothing for entered that could not be kept', async () => {
    disk.isFull = true;
    const all = await shown();
    await answer(all, 'l2', 'ok');
    expect([sent(), all.byTestId('progress').text()]).toEqual([
      [],
      phrase('rounds.progress', { checked: 1, lines: 3 }),
    ]);
    expect(document.querySelector('.el-notification')).not.toBeNull();
  });

  it('takes nothing more once it has ended', async () => {
    asked = () => list({ state: 'ended' });
    const { page, byTestId } = await shown();
    expect(page.get('.stale-note').text()).toBe(phrase('rounds.endedNote'));
    expect(byTestId('line-l2').get('[data-testid="answer-ok"]').element).toHaveProperty('disabled', true);
  });
});
