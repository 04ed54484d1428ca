import type { DutyShift, DutyWeek } from '@cockpit/contracts';
import { field, write } from '../../testing/dialog';
import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import ShiftDialog from './ShiftDialog.vue';

const at = (text: string): string => new Date(`2026-03-${text}+08:00`).toISOString();
const shift = (n: number, person: string): DutyShift => ({
  id: `00000000-0000-4000-8000-00000000000${String(n)}`,
  halls: ['H1'],
  level: 'supervisor',
  unit: null,
  person,
  from: at(`0${String(n + 1)}T09:00`),
  to: at(`0${String(n + 1)}T17:00`),
});
const SHIFTS = [shift(1, '王明'), shift(2, '李丽'), shift(3, '王明')];
const [MINE, HERS] = SHIFTS as [DutyShift, DutyShift];
const week = (shifts = SHIFTS): DutyWeek => ({
  hall: 'H1',
  timeZone: 'Asia/Shanghai',
  now: at('04T10:00'),
  days: [],
  levels: ['supervisor'],
  shifts,
  gaps: [],
  unreached: [],
});

describe('one shift of duty', () => {
  let server: Server;
  let swap: () => unknown;
  let now: DutyWeek;
  let close = (): void => undefined;
  beforeEach(() => {
    swap = () => ({ shifts: SHIFTS, removed: 0 });
    now = week();
    server = serve({
      'POST /v1/duty/swaps': () => swap(),
      'GET /v1/duty/week': () => now,
      [`DELETE /v1/duty/shifts/${MINE.id}`]: () => null,
    });
  });
  afterEach(() => {
    close();
    server.close();
    document.body.innerHTML = '';
  });
  const press = async (id: string): Promise<void> => {
    field(id)?.click();
    await settled();
  };
  const opened = async (of = week()) => {
    const { page } = await mounted(ShiftDialog, { shift: null, week: of });
    close = () => {
      page.unmount();
    };
    await page.setProps({ shift: MINE });
    await settled();
    return page;
  };
  const sent = () =>
    server.asked
      .filter(({ path }) => path !== '/v1/duty/consequences')
      .map(({ method, path, body }) => [`${method} ${path}`, body]);

  it('is given to somebody else by name, and shut once that is done', async () => {
    const page = await opened();
    expect(field('duty-shift-save')?.disabled).toBe(true);
    await write('duty-person', '  ');
    expect(field('duty-shift-save')?.disabled).toBe(true);
    await write('duty-person', ' 赵刚 ');
    await press('duty-shift-save');
    expect(sent()).toEqual([['POST /v1/duty/swaps', { shift: MINE.id, person: '赵刚' }]]);
    expect([page.emitted('changed')?.length, page.emitted('close')?.length]).toEqual([1, 1]);
  });

  it('is exchanged against the shift of another person, not against one’s own', async () => {
    await opened();
    await press('duty-exchange');
    expect([...document.querySelectorAll('[data-testid="duty-other"] option')].map((one) => one.textContent)).toEqual([
      '–',
      '李丽 2026-03-03 09:00 – 2026-03-03 17:00',
    ]);
    await write('duty-other', HERS.id);
    await press('duty-shift-save');
    expect(sent()).toEqual([['POST /v1/duty/swaps', { shift: MINE.id, with: HERS.id }]]);
  });

  it('cannot be exchanged where nobody else has one', async () => {
    await opened(week([MINE]));
    expect([field('duty-exchange'), field('duty-give') === null]).toEqual([null, false]);
  });

  it('is taken away', async () => {
    const page = await opened();
    await press('duty-remove');
    await press('duty-shift-save');
    expect(sent()).toEqual([[`DELETE /v1/duty/shifts/${MINE.id}`, undefined]]);
    expect(page.emitted('changed')).toHaveLength(1);
  });

  it('is looked up where no answer came: an exchange that is sent twice would be undone', async () => {
    const page = await opened();
    swap = () => refusal(504, 'no-answer');
    await press('duty-exchange');
    await write('duty-other', HERS.id);
    await press('duty-shift-save');
    expect(page.emitted('close')).toBeUndefined();
    now = week([{ ...MINE, person: HERS.person }]);
    await press('duty-shift-save');
    expect(page.emitted('close')).toHaveLength(1);
  });

  it('stays before the eyes of whoever was refused, who may press again', async () => {
    swap = () => refusal(409, 'conflict', '已经换过');
    const page = await opened();
    await write('duty-person', '赵刚');
    await press('duty-shift-save');
    expect([page.emitted('changed'), page.emitted('close')]).toEqual([undefined, undefined]);
    expect([field('duty-person')?.value, field('duty-shift-save')?.disabled]).toEqual(['赵刚', false]);
    expect(document.querySelector('.el-notification')).not.toBeNull();
  });

  it('asks what the chosen act would come to, of another shift nothing of that', async () => {
    const page = await opened();
    const asked = () => server.asked.filter(({ path }) => path === '/v1/duty/consequences').at(-1)?.body;
    await press('duty-remove');
    await new Promise((done) => setTimeout(done, 800));
    await settled();
    expect(asked()).toMatchObject({ change: { remove: MINE.id } });
    await page.setProps({ shift: null });
    await page.setProps({ shift: HERS });
    await settled();
    expect([field('duty-person')?.value, field('duty-shift-save')?.disabled]).toEqual(['', true]);
  });
});
