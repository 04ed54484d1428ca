import { textOf, type AuditEntry, type Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import AuditLog from './AuditLog.vue';

const AUDITOR: Caller = { kind: 'user', id: 'a', name: '审计', role: 'auditor', halls: 'all' };
const HALL = { tier: 'hall', clock: 'wall', queues: [], windows: 6, simulated: false, twinOf: null, parent: null };
const entry = (id: string, given: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  at: '2026-03-02T01:00:00.000Z',
  actor: { kind: 'user', id: 'u', name: '李强' },
  action: 'brand-new',
  target: `thing/${id}`,
  correlationId: null,
  before: null,
  after: null,
  ...given,
});

describe('the page of the audit', () => {
  let server: Server;
  let answer: (query: URLSearchParams) => unknown;
  beforeEach(() => {
    answer = (query) =>
      query.get('cursor') === null
        ? { items: [entry('9'), entry('8')], next: 'c8' }
        : { items: [entry('7')], next: null };
    server = serve({
      'GET /v1/audit': ({ query }) => answer(query),
      'GET /v1/halls': () => ({ items: [{ ...HALL, code: 'H1', name: '云江大厅' }], next: null }),
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
    i18n.global.locale.value = 'zh-CN';
  });
  async function shown(): Promise<Mounted> {
    const all = await mounted(AuditLog, {}, { caller: AUDITOR });
    await flushPromises();
    return all;
  }
  const targets = ({ page }: Mounted) =>
    page.findAll('[data-testid="audit-entry"]').map((row) => row.get('.col-target').text());
  const press = async ({ page }: Mounted, text: string): Promise<void> => {
    await page
      .findAll('button')
      .find((one) => one.text() === text)
      ?.trigger('click');
    await flushPromises();
  };
  const last = () => Object.fromEntries(server.asked.at(-1)?.query ?? []);

  it('calls what was changed by its name, and shows an id only where there is none', async () => {
    const id = '6a73e26e-45d0-48ba-853f-df0efb7649e7';
    answer = () => ({
      items: [
        entry('9', { target: `channel/${id}`, after: { name: '值班群' } }),
        entry('8', { target: 'hall/H1' }),
        entry('7', { target: 'rule/window-idle' }),
        entry('6', { target: `push/${id}` }),
        entry('5', { target: '/v1/prompts/H1-29893061-0/accept' }),
      ],
      next: null,
    });
    const all = await shown();
    expect(targets(all)).toEqual([
      `${phrase('audit.thing.channel')} 值班群`,
      `${phrase('audit.thing.hall')} 云江大厅`,
      `${phrase('audit.thing.rule')} ${textOf('rule.window-idle', {}, 'zh-CN')}`,
      `${phrase('audit.thing.push')} ${id}`,
      `${phrase('audit.thing.prompt')} · 云江大厅`,
    ]);
    expect(all.page.get('td.col-target').attributes('title')).toBe(`channel/${id}`);
  });

  it('says who did what to what and why, and what was there before and after', async () => {
    answer = () => ({
      items: [
        entry('9', { before: { name: '旧' }, after: { name: '新', why: '更名' } }),
        entry('8', { actor: { kind: 'robot', id: 'r', name: '' } }),
        entry('7', { action: 'session.open', target: 'address/127.0.0.1' }),
      ],
      next: null,
    });
    const { page } = await shown();
    const [first, second, third] = page.findAll('[data-testid="audit-entry"]');
    expect(first?.text().replace(/\s+/g, ' ')).toMatch(/^2026-03-02 09:00:00.*李强.*更名.*thing\/9/);
    expect(first?.findAll('pre').map((one) => JSON.parse(one.text()) as unknown)).toEqual([
      { name: '旧' },
      { name: '新', why: '更名' },
    ]);
    // a kind of a newer server is shown as it is called there
    expect(second?.get('th').text().replace(/\s+/g, ' ')).toBe(`${phrase('audit.nobody')} robot`);
    // nor are there words for what it did: the code stands for them
    expect(second?.text()).toContain('brand-new');
    expect(second?.findAll('pre')).toEqual([]);
    // what there are words for is told in words; the codes stand in the details
    expect(third?.findAll('td').map((one) => one.text())).toEqual(
      expect.arrayContaining([
        textOf('audit.session.open', {}, 'zh-CN'),
        `${phrase('audit.thing.address')} 127.0.0.1`,
        expect.stringContaining('session.open'),
      ]),
    );
  });

  it('goes to older entries and back, and no further than there are', async () => {
    const all = await shown();
    const isOff = (text: string) =>
      (all.page.findAll('button').find((one) => one.text() === text)?.element as HTMLButtonElement).disabled;
    expect([isOff(phrase('paging.back')), isOff(phrase('paging.forth'))]).toEqual([true, false]);
    await press(all, phrase('paging.forth'));
    expect([last(), targets(all)]).toEqual([{ limit: '50', cursor: 'c8' }, ['thing/7']]);
    expect([isOff(phrase('paging.back')), isOff(phrase('paging.forth'))]).toEqual([false, true]);
    await press(all, phrase('paging.back'));
    expect(targets(all)).toEqual(['thing/9', 'thing/8']);
  });

  it('looks for what was typed once it is asked to, from the first page on', async () => {
    const all = await shown();
    await press(all, phrase('paging.forth'));
    const before = server.asked.length;
    await all.byTestId('audit-who').setValue(' 李 ');
    expect(server.asked).toHaveLength(before);
    await all.byTestId('audit-search').trigger('submit');
    await flushPromises();
    expect(last()).toEqual({ who: '李', limit: '50' });
  });

  it('saves all that fits, however many pages that are, and says so', async () => {
    const names: string[] = [];
    Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined });
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      names.push(this.download);
    });
    const all = await shown();
    await all.byTestId('audit-csv').trigger('click');
    for (let n = 0; n < 4; n += 1) await flushPromises();
    expect(server.asked.slice(-2).map(({ query }) => query.get('cursor'))).toEqual([null, 'c8']);
    expect([names, document.body.textContent]).toEqual([
      ['审计.csv'],
      expect.stringContaining(phrase('audit.exported')),
    ]);
    document.body.innerHTML = '';
    answer = () => refusal(503, 'unavailable');
    await all.byTestId('audit-xlsx').trigger('click');
    for (let n = 0; n < 4; n += 1) await flushPromises();
    expect(names).toEqual(['审计.csv']);
    expect(document.body.textContent).not.toContain(phrase('audit.exported'));
    click.mockRestore();
  });

  it('says that nothing fits, and why there is nothing', async () => {
    answer = () => ({ items: [], next: null });
    i18n.global.locale.value = 'en';
    expect((await shown()).page.text()).toContain('Nothing fits');
    answer = () => refusal(403, 'forbidden');
    const all = await shown();
    expect(all.page.text()).toContain('The audit could not be fetched');
    answer = () => ({ items: [entry('9')], next: null });
    await press(all, i18n.global.t('action.retry'));
    expect(targets(all)).toEqual(['thing/9']);
  });
});
