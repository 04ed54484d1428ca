import { flushPromises } from '@vue/test-utils';
import { CalendarInForce, DueConsequences, textOf, type Caller } from '@cockpit/contracts';
import { mounted, type Mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import Calendars from './Calendars.vue';

const BOSS: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };
const YEAR = new Date().getFullYear();
const inForce = (version: number, actor: string) =>
  CalendarInForce.parse({
    year: YEAR,
    version,
    revision: version,
    published: true,
    offDays: 2,
    makeUpDays: 1,
    actor,
    papers: ['https://example.org/notice', 'javascript:alert(1)'],
    importedAt: '2026-01-01T00:00:00Z',
    days: [
      { name: '元旦', date: `${String(YEAR)}-01-01`, isOffDay: true },
      { name: '元旦', date: `${String(YEAR)}-01-02`, isOffDay: true },
      { name: '元旦', date: `${String(YEAR)}-01-04`, isOffDay: false },
    ],
  });
const moved: DueConsequences = {
  from: '0001-01-01',
  open: 3,
  looked: 3,
  earlier: 0,
  later: 2,
  gained: 0,
  lost: 0,
  overdue: 0,
  relieved: 0,
  matters: [],
};

describe('the page of working calendars', () => {
  let server: Server;
  let put: () => unknown;
  let known: CalendarInForce[];
  beforeEach(() => {
    known = [inForce(1, 'shipped')];
    put = () => ({ year: YEAR, version: 2, changed: true, revision: 4, recomputing: 2 });
    server = serve({
      'GET /v1/calendars': () => ({ items: known, next: null }),
      [`PUT /v1/calendars/${String(YEAR)}`]: () => put(),
      [`POST /v1/calendars/${String(YEAR)}/consequences`]: () => moved,
    });
  });
  afterEach(() => {
    server.close();
  });
  async function open(caller = BOSS): Promise<Mounted> {
    const all = await mounted(Calendars, {}, { caller });
    await flushPromises();
    return all;
  }
  async function choose(all: Mounted, text: string): Promise<void> {
    const input = all.byTestId('calendar-file');
    Object.defineProperty(input.element, 'files', {
      value: [{ text: () => Promise.resolve(text) }],
      configurable: true,
    });
    await input.trigger('change');
    await flushPromises();
    await flushPromises();
  }
  const sent = () => server.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);

  it('shows a year as stretches, where they come from, and says of a year without a notice what that means', async () => {
    const all = await open();
    const rows = all.page.findAll('[data-testid="calendar-table"] tbody tr').map((row) => row.text());
    expect(rows).toEqual([
      expect.stringMatching(inSequence('元旦', phrase('calendars.off'), '-01-01', '-01-02', '2')),
      expect.stringMatching(inSequence('元旦', phrase('calendars.work'), '-01-04', '1')),
    ]);
    expect(all.byTestId('calendar-since').text()).toBe(phrase('calendars.shipped', { version: 1 }));
    expect(all.byTestId('calendar-sum').text()).toBe(phrase('calendars.sum', { off: 2, work: 1 }));
    // what came in a file opens nothing but a page
    expect(all.page.findAll('a').map((link) => link.attributes('href'))).toEqual(['https://example.org/notice']);
    await all.byTestId(`year-${String(YEAR + 1)}`).trigger('click');
    expect(all.page.text()).toContain(phrase('calendars.none', { year: YEAR + 1 }));
  });

  it('is changed line by line: says which due times move, then saves with a reason and the version it was made from', async () => {
    const all = await open();
    await all.byTestId('calendar-edit').trigger('click');
    await all.byTestId('calendar-add').trigger('click');
    expect(all.byTestId('calendar-wrong').text()).toContain(phrase('calendars.wrong', { n: 1 }));
    await all.page.findAll('[data-testid="calendar-line"]')[2]?.find('button.small').trigger('click');
    await all.byTestId('kind-1').setValue(true);
    await new Promise((done) => setTimeout(done, 800));
    await flushPromises();
    expect(all.byTestId('consequences').text()).toContain(phrase('consequences.due.later', { n: 2 }));
    await all.byTestId('calendar-reason').setValue('通知更正');
    await all.page.find('form').trigger('submit');
    await flushPromises();
    expect(sent()).toEqual([
      {
        year: YEAR,
        madeFrom: 1,
        reason: '通知更正',
        papers: known[0]?.papers,
        days: known[0]?.days.map((day) => ({ ...day, isOffDay: true })),
      },
    ]);
    expect(all.page.find('form').exists()).toBe(false);
  });

  it('keeps what was written when somebody else was faster, and says who', async () => {
    const all = await open();
    await all.byTestId('calendar-edit').trigger('click');
    await all.byTestId('name-0').setValue('新年');
    await all.byTestId('calendar-reason').setValue('改名');
    put = () => refusal(409, 'calendar-changed');
    known = [inForce(2, '王工')];
    await all.page.find('form').trigger('submit');
    await flushPromises();
    await flushPromises();
    expect(all.byTestId('calendar-refused').text()).toMatch(
      inSequence(textOf('problem.calendar-changed', {}, 'zh-CN'), '2', '王工'),
    );
    expect((all.byTestId('name-0').element as HTMLInputElement).value).toBe('新年');
    put = () => ({ year: YEAR, version: 3, changed: true, revision: 5, recomputing: 0 });
    await all.page.find('form').trigger('submit');
    await flushPromises();
    expect(sent()).toMatchObject([{ madeFrom: 1 }, { madeFrom: 2 }]);
  });

  it('reads a file into the table, and says of one that is none, or of another year, what is wrong', async () => {
    const all = await open();
    await choose(all, '{');
    expect(all.byTestId('calendar-fault').text()).toContain('JSON');
    await choose(all, JSON.stringify({ year: YEAR, days: [{ name: '', date: 'someday', isOffDay: true }] }));
    expect(all.byTestId('calendar-fault').text()).toMatch(/days\.0\.name、days\.0\.date/);
    await choose(all, JSON.stringify({ year: YEAR + 3, days: [] }));
    expect(all.byTestId('calendar-fault').text()).toContain(phrase('calendars.fileYear', { year: YEAR + 3 }));
    const days = [{ name: '国庆节', date: `${String(YEAR)}-10-01`, isOffDay: true }];
    await choose(all, JSON.stringify({ year: YEAR, papers: ['p'], days }));
    expect(all.page.find('[data-testid="calendar-fault"]').exists()).toBe(false);
    expect((all.byTestId('name-0').element as HTMLInputElement).value).toBe('国庆节');
    await all.byTestId('calendar-reason').setValue('新通知');
    await all.page.find('form').trigger('submit');
    await flushPromises();
    expect(sent()).toMatchObject([{ days, papers: ['p'] }]);
  });

  it('is only read by whoever does not run the whole bureau', async () => {
    const all = await open({ ...BOSS, halls: ['H1'] });
    expect(all.page.find('[data-testid="calendar-edit"]').exists()).toBe(false);
    expect(all.page.find('[data-testid="calendar-file"]').exists()).toBe(false);
  });
});
