import type { BulletinSchedule, BulletinSummary, Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import BulletinsPage from './BulletinsPage.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const AT = '2026-03-09T00:00:00.000Z';
const ID = '00000000-0000-4000-8000-000000000001';
const summary: BulletinSummary = {
  id: ID,
  no: 3,
  place: 'H1',
  placeName: '城东大厅',
  period: 'week',
  from: '2026-03-02',
  to: '2026-03-08',
  state: 'approved',
  revision: 5,
  changedBy: 'schedule',
  changedAt: AT,
  approvedBy: '李',
  approvedAt: AT,
  sentAt: null,
};
const document = { placeName: null, computedAt: AT, daysWithData: 7, days: 7, figures: [], sections: [] };

const scheduled: BulletinSchedule = {
  place: null,
  placeName: null,
  period: 'week',
  due: { day: 1, time: '08:00' },
  changedBy: 'schedule',
  changedAt: AT,
};

describe('the page of bulletins', () => {
  let server: Server;
  let list: unknown;
  let make: () => unknown;
  beforeEach(() => {
    list = {
      items: [summary, { ...summary, id: ID.replace(/1$/, '2'), placeName: null, period: 'month' }],
      next: null,
    };
    make = () => ({ ...summary, document, edits: {} });
    server = serve({
      'GET /v1/bulletins': () => list,
      'POST /v1/bulletins': () => make(),
      'GET /v1/bulletin-schedules': () => ({ items: [scheduled], next: null }),
      'PUT /v1/bulletin-schedules': () => ({ items: [], next: null }),
      'GET /v1/halls': () => ({
        items: [
          {
            code: 'H7',
            name: '七号大厅',
            tier: 'hall',
            parent: null,
            simulated: false,
            clock: 'wall',
            twinOf: null,
            windows: 4,
            queues: [],
          },
        ],
        next: null,
      }),
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(caller: Caller = MANAGER): Promise<Mounted> {
    const all = await mounted(BulletinsPage, {}, { caller, address: '/bulletins' });
    await flushPromises();
    return all;
  }

  it('says of each what it is about, how far it is, and who changed it last', async () => {
    const { page } = await shown();
    const rows = page.findAll('tbody tr').map((row) => row.text());
    expect(rows[0]).toMatch(
      inSequence(
        phrase('bulletins.week'),
        phrase('bulletin.from', { from: '2026-03-02' }),
        '2026-03-08',
        '城东大厅',
        phrase('bulletinState.approved'),
        phrase('bulletins.schedule'),
      ),
    );
    expect(rows[1]).toMatch(inSequence(phrase('bulletins.month'), phrase('bulletins.bureau')));
  });

  it('asks for those of one kind alone', async () => {
    const { page } = await shown();
    await page.get('select').setValue('month');
    await flushPromises();
    const lists = server.asked.filter(({ path, query }) => path === '/v1/bulletins' && query.get('limit') === '50');
    expect(lists.map(({ query }) => query.get('period'))).toEqual([null, 'month']);
  });

  it('makes one, of the own hall where not all are seen, and opens it', async () => {
    const whole = await shown();
    await whole.byTestId('make-week').trigger('click');
    await flushPromises();
    expect(whole.router.currentRoute.value.fullPath).toBe(`/bulletins/${ID}`);
    const own = await shown({ ...MANAGER, halls: ['H7'] });
    await own.byTestId('make-month').trigger('click');
    await flushPromises();
    expect(server.asked.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { period: 'week' },
      { period: 'month', hall: 'H7' },
    ]);
  });

  it('makes up one of an earlier week, and says meanwhile that it is being made', async () => {
    let finish: (made: unknown) => void = () => undefined;
    make = () => new Promise((done) => (finish = done));
    const all = await shown();
    const missing = all.byTestId('make-of').findAll('option')[3];
    const from = missing?.attributes('value')?.slice('week '.length) ?? '';
    expect(missing?.text()).toContain(from);
    await all.byTestId('make-of').setValue(`week ${from}`);
    expect(all.byTestId('make-month').exists()).toBe(false);
    await all.byTestId('make-week').trigger('click');
    await flushPromises();
    expect(all.byTestId('making').text()).toBe(phrase('bulletins.making', { n: 0 }));
    finish({ ...summary, document, edits: {} });
    await flushPromises();
    expect(server.asked.find(({ method }) => method === 'POST')?.body).toEqual({ period: 'week', day: from });
    expect(all.router.currentRoute.value.fullPath).toBe(`/bulletins/${ID}`);
  });

  it('shows the schedules, sets one and takes one away', async () => {
    const all = await shown();
    const panel = all.byTestId('bulletin-schedules');
    expect(panel.get('[data-testid="schedule"]').text()).toMatch(
      inSequence(phrase('bulletins.bureau'), phrase('bulletins.week'), phrase('bulletins.weekday.1'), '08:00'),
    );
    await all.byTestId('schedule-place').setValue('H7');
    await all.byTestId('schedule-period').setValue('month');
    await all.byTestId('schedule-day').setValue('15');
    await all.byTestId('schedule-time').setValue('09:30');
    await panel.get('form').trigger('submit');
    await flushPromises();
    expect(panel.text()).toContain(phrase('bulletins.schedulesNone'));
    const again = await shown();
    await again.byTestId('schedule').find('button').trigger('click');
    await flushPromises();
    expect(server.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([
      { place: 'H7', period: 'month', due: { day: 15, time: '09:30' } },
      { place: null, period: 'week', due: null },
    ]);
  });

  it('lets a supervisor read, and neither make nor schedule anything', async () => {
    const { byTestId } = await shown({ ...MANAGER, role: 'supervisor', halls: ['H7'] });
    expect(byTestId('bulletin-table').exists()).toBe(true);
    expect([byTestId('make-week'), byTestId('bulletin-schedules')].map((one) => one.exists())).toEqual([false, false]);
  });

  it('stays where it is when none could be made, and lets it be tried again', async () => {
    make = () => refusal(409, 'period-not-over');
    const all = await shown();
    await all.byTestId('make-week').trigger('click');
    await flushPromises();
    expect(all.router.currentRoute.value.fullPath).toBe('/bulletins');
    expect(all.byTestId('make-week').attributes('disabled')).toBeUndefined();
  });

  it('tells that there is none from that they could not be fetched', async () => {
    list = { items: [], next: null };
    expect((await shown()).page.text()).toContain(phrase('bulletins.none'));
    list = refusal(503, 'unavailable');
    expect((await shown()).page.text()).toContain(phrase('bulletins.failed'));
  });
});
