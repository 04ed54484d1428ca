import { flushPromises } from '@vue/test-utils';
import type { Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import LinesPage from './LinesPage.vue';

const caller = (role: Caller['role']): Caller => ({ kind: 'user', id: '1', name: 'x', role, halls: 'all' });
const line = {
  place: 'H1',
  placeName: '城东大厅',
  code: 'l1',
  name: '户政咨询',
  number: '0571-8728 1234',
  tier: 'unit',
  branches: [{ code: 'hz', name: '户政' }],
  allDay: false,
  timeZone: 'Asia/Shanghai',
  today: [{ from: '09:00', to: '12:00' }],
  answered: true,
  changesAt: '2026-03-04T04:00:00.000Z',
  next: { place: 'B', placeName: '分局', name: '热线', number: '12345' },
};
const shut = { ...line, code: 'l2', name: '交管咨询', answered: false, changesAt: null, branches: [], next: null };

describe('the page of phone lines', () => {
  let server: Server;
  let items: object[];
  beforeEach(() => {
    items = [line, shut];
    server = serve({ 'GET /v1/phone-lines': () => ({ items, next: null }) });
  });
  afterEach(() => {
    server.close();
  });
  const open = async (role: Caller['role']) => {
    const all = await mounted(LinesPage, {}, { caller: caller(role) });
    await flushPromises();
    return all;
  };

  it('says who answers, until when, and who takes over', async () => {
    const { page } = await open('guide');
    const [first, second] = page.findAll('[data-testid="phone-line"]');
    expect(first?.find('.col-number a').attributes('href')).toBe('tel:057187281234');
    for (const said of [
      phrase('phoneLines.until', { time: '12:00' }),
      '城东大厅',
      '户政',
      phrase('consultation.tier.unit'),
      '09:00–12:00',
      '分局 热线',
      '12345',
    ])
      expect(first?.text()).toContain(said);
    expect(second?.text()).toMatch(inSequence(phrase('phoneLines.noMore'), phrase('phoneLines.everything')));
    expect(page.text()).not.toContain(phrase('phoneLines.edit'));
  });

  it('tells a line that is shut for today from one that nobody answers today', async () => {
    items = [shut, { ...shut, code: 'l3', today: [] }];
    const states = (await open('guide')).page.findAll('td.col-now').map((one) => one.text());
    expect(states).toEqual([phrase('phoneLines.noMore'), phrase('phoneLines.notToday')]);
  });

  it('finds by number, and only those answered now', async () => {
    const { page, byTestId } = await open('guide');
    const names = () => page.findAll('[data-testid="phone-line"] th').map((one) => one.text().split(' ')[0]);
    await byTestId('lines-find').setValue('交管');
    expect(names()).toEqual(['交管咨询']);
    await byTestId('lines-now').setValue(true);
    expect([names(), page.text()]).toEqual([[], expect.stringContaining(phrase('phoneLines.notFound'))]);
  });

  it('leads an administrator to where a line is edited', async () => {
    const { page } = await open('administrator');
    const link = page.find('[data-testid="phone-line"] a.btn');
    expect(link.attributes('aria-label')).toBe(phrase('phoneLines.editLine', { line: '城东大厅 户政咨询' }));
  });

  it('says so where there are none', async () => {
    items = [];
    expect((await open('guide')).page.text()).toContain(phrase('phoneLines.none'));
  });
});
