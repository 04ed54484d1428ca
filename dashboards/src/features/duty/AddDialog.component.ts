import type { DutyWeek, NewDutyShift } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import AddDialog from './AddDialog.vue';

const at = (text: string): string => new Date(`2026-03-${text}+08:00`).toISOString();
const days = ['02', '03', '04', '05', '06', '07', '08'].map((day, i) => ({
  day: `2026-03-${day}`,
  from: at(`${day}T00:00`),
  open: [],
  to: at(`${String(i + 3).padStart(2, '0')}T00:00`),
}));
const week = (now = at('04T10:00')): DutyWeek => ({
  hall: 'H1',
  timeZone: 'Asia/Shanghai',
  now,
  days,
  levels: ['supervisor'],
  shifts: [],
  gaps: [],
  unreached: [],
});

describe('one more shift of duty', () => {
  let server: Server;
  let take: (body: unknown) => unknown;
  let close = (): void => undefined;
  beforeEach(() => {
    take = (body) => ({ id: '00000000-0000-4000-8000-000000000001', ...(body as object) });
    server = serve({ 'POST /v1/duty/shifts': ({ body }) => take(body) });
  });
  afterEach(() => {
    close();
    server.close();
    document.body.innerHTML = '';
  });
  const opened = async (of = week()) => {
    const { page } = await mounted(AddDialog, { open: false, week: of });
    close = () => {
      page.unmount();
    };
    await page.setProps({ open: true });
    await settled();
    const field = (id: string) => document.querySelector<HTMLInputElement>(`[data-testid="${id}"]`);
    const put = async (input: Element | null | undefined, value: string): Promise<void> => {
      const written = input as HTMLInputElement;
      written.value = value;
      written.dispatchEvent(new Event(written.tagName === 'SELECT' ? 'change' : 'input'));
      written.dispatchEvent(new Event('change'));
      await settled();
    };
    const times = (from: string, to: string) =>
      [from, to].reduce(async (before, time, i) => {
        await before;
        await put(document.querySelectorAll('.times input')[i], time);
      }, Promise.resolve());
    const save = async (): Promise<void> => {
      document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
      await settled();
    };
    const write = (id: string, value: string) => put(field(id), value);
    return { page, field, put, write, times, save, may: () => field('duty-add-save')?.disabled === false };
  };
  const sent = () =>
    server.asked.filter(({ path }) => path === '/v1/duty/shifts').map(({ body }) => body as NewDutyShift);

  it('is somebody’s today, at this hall, by the hall’s clock', async () => {
    const { page, write, may, save } = await opened();
    expect(may()).toBe(false);
    await save();
    expect(sent()).toEqual([]);
    await write('duty-add-person', ' 王明 ');
    expect(may()).toBe(true);
    await save();
    expect(sent()).toEqual([
      { person: '王明', level: 'supervisor', halls: ['H1'], unit: null, from: at('04T08:30'), to: at('04T17:30') },
    ]);
    expect([page.emitted('changed')?.length, page.emitted('close')?.length]).toEqual([1, 1]);
  });

  it('goes over midnight where it ends before it begins', async () => {
    const { write, times, save } = await opened();
    await write('duty-add-person', '王明');
    await write('duty-add-day', '2026-03-06');
    await times('20:00', '08:00');
    await save();
    expect(sent()).toMatchObject([{ from: at('06T20:00'), to: at('07T08:00') }]);
  });

  it('of a unit asks which, and of all halls names none', async () => {
    const { write, put, may, save } = await opened();
    await write('duty-add-person', '王明');
    await write('duty-add-level', 'unit');
    expect(may()).toBe(false);
    await put(document.querySelector('form input[maxlength="128"]'), ' 审批科 ');
    document.querySelector<HTMLInputElement>('form input[type="checkbox"]')?.click();
    await settled();
    await save();
    expect(sent()).toMatchObject([{ level: 'unit', unit: '审批科', halls: null }]);
  });

  it('begins on the first day of a week that is not this one', async () => {
    const { field } = await opened(week(at('20T10:00')));
    expect((field('duty-add-day') as unknown as HTMLSelectElement).value).toBe('2026-03-02');
  });

  it('stays as it was written when it is refused, and begins anew when it is opened again', async () => {
    take = () => refusal(400, 'invalid-body', 'x', [{ path: 'person', message: 'x' }]);
    const { page, field, write, save } = await opened();
    await write('duty-add-person', '王明');
    await save();
    expect([page.emitted('close'), field('duty-add-person')?.value, field('duty-add-save')?.disabled]).toEqual([
      ...[undefined, '王明', false],
    ]);
    expect(field('duty-add-person')?.closest('label')?.querySelector('.fault')?.textContent).toBe('x');
    await page.setProps({ open: false });
    await page.setProps({ open: true });
    await settled();
    expect(field('duty-add-person')?.value).toBe('');
  });
});
