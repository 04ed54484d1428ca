import { flushPromises } from '@vue/test-utils';
import { HallDays, OrganisationDoc, textOf, type Caller, type HallDayGroup } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import Days from './Days.vue';
import { daysAfter } from '../figures/period';
import { monthAfter, weeksOf } from './month';

const BOSS: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };
const month = new Date().toISOString().slice(0, 7);
const { from, to } = weeksOf(month);
const doc = OrganisationDoc.parse({
  format: 'organisation/1',
  bureau: { code: 'b', name: '分局' },
  halls: [
    { code: 'D', name: '服务部', tier: 'department' },
    { code: 'H1', name: '一厅', tier: 'hall', parent: 'D' },
  ],
});
const withHours = OrganisationDoc.parse({
  ...doc,
  halls: [
    doc.halls[0],
    ...['一', '二'].map((name, n) => ({
      code: `H${String(n + 1)}`,
      name: `${name}厅`,
      tier: 'hall',
      parent: 'D',
      hours: [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '17:00' }],
    })),
  ],
});
const usual: HallDayGroup = {
  halls: 2,
  names: ['一厅', '二厅'],
  hours: [{ from: '08:30', to: '17:00' }],
  by: 'weekly',
  exception: null,
  reason: null,
};
const holiday: HallDayGroup = {
  halls: 1,
  names: ['一厅'],
  hours: [],
  by: 'holiday',
  reason: null,
  exception: { code: 'day.off', params: { name: { code: 'holiday.national-day', params: {} } } },
};
const version = { version: 3, by: '李强', at: '2026-03-01T08:00:00.000Z', validFrom: '2026-03-01', reason: '搬迁' };
/** In the second week of those shown: of this month whatever day it begins with. */
const dayAt = (n: number): string => daysAfter(from, 7 + n);
const answer = HallDays.parse({
  hall: 'D',
  name: '服务部',
  halls: 2,
  today: dayAt(3),
  revision: 3,
  versions: [version],
  undoable: true,
  unpublished: [2027],
  days: Array.from({ length: 7 }, (_, n) => ({
    day: dayAt(n),
    groups: n === 5 ? [{ ...usual, halls: 1, names: ['二厅'] }, holiday] : [usual],
  })),
});
const PUT = 'PUT /v1/halls/D/days';

/** A file is read in turns that promises alone do not wait for. */
async function settled(): Promise<void> {
  for (let n = 0; n < 5; n += 1) {
    await new Promise((done) => setTimeout(done, 5));
    await flushPromises();
  }
}

describe('the page of opening days', () => {
  let server: Server;
  let put: () => unknown;
  beforeEach(() => {
    put = () => ({
      revision: 3,
      validFrom: dayAt(3),
      changes: [
        {
          day: dayAt(4),
          halls: 2,
          before: [usual],
          shiftsLost: 8,
          after: [{ ...usual, hours: [], by: 'special', reason: '搬迁' }],
        },
      ],
    });
    server = serve({
      'GET /v1/organisation': () => doc,
      'GET /v1/halls/D/days': () => answer,
      'GET /v1/halls/D/days/load': () => ({ days: [{ day: dayAt(4), expected: 320, booked: 12 }] }),
      [PUT]: () => put(),
    });
  });
  afterEach(() => {
    server.close();
  });
  const open = async () => {
    const all = await mounted(Days, {}, { caller: BOSS });
    await flushPromises();
    return all;
  };
  const sent = () => server.asked.filter(({ method }) => method === 'PUT');
  const isOff = (element: Node): boolean => (element as HTMLButtonElement).disabled;

  it('shows the month with what is not as every week, and lets no day be chosen that is over', async () => {
    const { byTestId, page } = await open();
    expect(server.asked.find(({ path }) => path === '/v1/halls/D/days')?.query.get('to')).toBe(to);
    // the hours of every week stand once, above the days they hold on
    expect(byTestId(`day-${dayAt(4)}`).text()).not.toContain('08:30–17:00');
    expect(page.findAll('[data-testid="days-weekday"]')[4]?.text()).toContain('08:30–17:00');
    // one below the other, days with the same hours are said once
    const heads = page.findAll('[data-testid="days-weekday"]');
    const said = heads.filter((head) => !head.classes('said')).map((head) => head.get('.dim').text());
    expect(said.length).toBeLessThan(heads.length);
    expect(said[0]).toMatch(/^周一 – 周/);
    expect(byTestId(`day-${dayAt(5)}`).text()).toMatch(
      inSequence(
        phrase('days.ofHalls', { n: 1, what: phrase('days.closed') }),
        textOf('holiday.national-day', {}, 'zh-CN'),
        '一厅',
      ),
    );
    expect(byTestId(`day-${dayAt(5)}`).text()).not.toContain('二厅');
    // the hall's today is marked, and no other day
    expect([3, 4].map((n) => byTestId(`day-${dayAt(n)}`).attributes('aria-current'))).toEqual(['date', undefined]);
    expect([isOff(byTestId(`day-${dayAt(2)}`).element), isOff(byTestId(`day-${dayAt(3)}`).element)]).toEqual([
      true,
      false,
    ]);
    expect(byTestId('days-unpublished').text()).toContain('2027');
  });

  it('begins with the month that the hall has, and then leaves the choice to whoever looks', async () => {
    const next = monthAfter(month, 1);
    let today = `${next}-03`;
    server.close();
    server = serve({
      'GET /v1/organisation': () => doc,
      'GET /v1/halls/D/days': () => ({ ...answer, today }),
    });
    const { byTestId } = await open();
    await flushPromises();
    const asked = () =>
      server.asked
        .filter(({ path }) => path === '/v1/halls/D/days')
        .at(-1)
        ?.query.get('to');
    const name = (one: string) => new RegExp(`${one.slice(0, 4)}.*${String(Number(one.slice(5)))}`);
    expect([asked(), byTestId('days-month-name').text()]).toEqual([
      weeksOf(next).to,
      expect.stringMatching(name(next)),
    ]);
    today = `${month}-03`;
    await byTestId('days-after').trigger('click');
    await flushPromises();
    expect(asked()).toBe(weeksOf(monthAfter(next, 1)).to);
  });

  it('says whom it concerns before it is saved, and saves only with a reason', async () => {
    const { byTestId, page } = await open();
    expect(isOff(byTestId('days-look').element)).toBe(true);
    await byTestId(`day-${dayAt(4)}`).trigger('click');
    await byTestId(`day-${dayAt(5)}`).trigger('click');
    await byTestId('days-told').setValue('搬迁');
    await byTestId('days-look').trigger('click');
    await flushPromises();
    expect(sent()[0]?.body).toMatchObject({
      revision: 3,
      days: [4, 5].map((n) => ({ day: dayAt(n), hours: [], reason: '搬迁' })),
    });
    expect(byTestId('days-preview').text()).toMatch(
      inSequence(`08:30–17:00 → ${phrase('days.closed')} 搬迁`, '320', '12', phrase('days.shifts', { n: 8 })),
    );
    expect(isOff(byTestId('days-save').element)).toBe(true);
    await byTestId('days-why').setValue('国庆安排');
    await page.find('[data-testid="days-change"] form').trigger('submit');
    await flushPromises();
    expect(sent().map(({ query }) => query.get('check'))).toEqual(['true', 'false']);
    expect(sent()[1]?.body).toMatchObject({ reason: '国庆安排', undo: false });
  });

  it('keeps what was typed when somebody else was faster, and tells faults with their day', async () => {
    const refuse = (status: number, code: string, errors: object[] = []) =>
      Response.json({ type: 'about:blank', title: code, status, code, errors }, { status });
    const { byTestId } = await open();
    await byTestId(`day-${dayAt(4)}`).trigger('click');
    put = () => refuse(409, 'hall-changed');
    await byTestId('days-look').trigger('click');
    await flushPromises();
    expect(byTestId('days-problem').text()).toMatch(inSequence(phrase('days.faster'), '李强：搬迁'));
    expect(byTestId(`day-${dayAt(4)}`).attributes('aria-pressed')).toBe('true');
    put = () => refuse(422, 'invalid-days', [{ path: 'days.0.reason', message: 'x', code: 'missing', params: {} }]);
    await byTestId('days-look').trigger('click');
    await flushPromises();
    expect(byTestId('days-problem').text()).toContain(phrase('days.row', { n: 1 }));
  });

  it('is filled from a table with a stretch for each row, mended and looked at in the page; with one fault nothing changes', async () => {
    let rows: Record<string, string>[] = [];
    server.close();
    server = serve({
      'GET /v1/organisation': () => withHours,
      'GET /v1/halls/D/days': () => answer,
      'GET /v1/halls/D/days/load': () => ({ days: [] }),
      'POST /v1/tables': () => ({ rows: rows.map((cells, n) => ({ at: n + 2, cells })), faults: [] }),
      [PUT]: () => put(),
    });
    const { byTestId, page } = await open();
    const read = async (...table: Record<string, string>[]) => {
      rows = table;
      const input = byTestId('table-file');
      Object.defineProperty(input.element, 'files', { value: [new File(['x'], 'a.csv')], configurable: true });
      await input.trigger('change');
      await settled();
    };
    const first = { 大厅: '一厅', 第一天: dayAt(4), 最后一天: dayAt(5), 时间: '', 原因: '停电' };
    await read(first, { 大厅: '三厅', 第一天: dayAt(4), 原因: 'x' });
    expect(byTestId('table-faults').text()).toMatch(
      inSequence(`${phrase('organisation.fileRow', { n: 3 })} · ${phrase('days.field.hall')}`, '三厅'),
    );
    expect([page.findAll('[data-testid="days-stretch"]').length, sent()]).toEqual([1, []]);

    await read(first, { 第一天: dayAt(6), 时间: '9:00-12:00', 原因: '加开' });
    expect(page.findAll('[data-testid="days-stretch"]')).toHaveLength(2);
    expect(sent()[0]).toMatchObject({
      body: {
        days: [
          ...[4, 5].map((n) => ({ hall: 'H1', day: dayAt(n), hours: [], reason: '停电' })),
          { day: dayAt(6), hours: [{ from: '09:00', to: '12:00' }], reason: '加开' },
        ],
      },
    });
    expect(byTestId('days-preview').text()).toContain('搬迁');
    await page.findAll('[data-testid="days-drop"]')[0]?.trigger('click');
    put = () =>
      Response.json(
        {
          type: 'about:blank',
          title: 'x',
          status: 422,
          code: 'invalid-days',
          errors: [{ path: 'days.0.reason', message: 'x', code: 'missing', params: {} }],
        },
        { status: 422 },
      );
    await byTestId('days-look').trigger('click');
    await flushPromises();
    expect(sent()[1]?.body).toMatchObject({ days: [{ day: dayAt(6) }] });
    expect(byTestId('days-problem').text()).toContain(phrase('days.row', { n: 1 }));
  });

  it('takes the last change back after a look at what that does', async () => {
    const { byTestId, page } = await open();
    await byTestId('days-undo').trigger('click');
    await flushPromises();
    expect(sent()[0]?.body).toMatchObject({ undo: true, days: [] });
    await page.find('[data-testid="days-change"] form').trigger('submit');
    await flushPromises();
    expect(sent()[1]?.body).toMatchObject({ undo: true, reason: phrase('days.undoWhy', { by: '李强', why: '搬迁' }) });
  });
});
