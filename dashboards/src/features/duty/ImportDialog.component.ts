import type { DutyWeek } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import FilePick from '../../design/FilePick.vue';
import { mounted, type Mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import ImportDialog from './ImportDialog.vue';

const at = (text: string): string => new Date(`2026-03-${text}+08:00`).toISOString();
const days = ['02', '03'].map((day, i) => ({
  day: `2026-03-${day}`,
  from: at(`${day}T00:00`),
  open: [],
  to: at(`${String(i + 3).padStart(2, '0')}T00:00`),
}));
const week: DutyWeek = {
  hall: 'H1',
  timeZone: 'Asia/Shanghai',
  now: at('02T10:00'),
  days,
  levels: [],
  shifts: [],
  gaps: [],
  unreached: [],
};

describe('a week of duty from a table', () => {
  let server: Server;
  let take: () => unknown;
  beforeEach(() => {
    take = () => ({ shifts: [], removed: 0 });
    server = serve({ 'PUT /v1/duty': () => take() });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
  });
  async function opened(): Promise<Mounted> {
    const all = await mounted(ImportDialog, { open: false, week, hallName: '城东大厅' });
    await all.page.setProps({ open: true });
    await flushPromises();
    return all;
  }
  // the dialog stands at the end of the page
  const part = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  const table = () => part('duty-csv') as HTMLTextAreaElement | null;
  const isOff = () => (part('duty-import-save') as HTMLButtonElement | null)?.disabled;
  const write = async (text: string): Promise<void> => {
    const field = table();
    if (field !== null) field.value = text;
    field?.dispatchEvent(new Event('input'));
    await flushPromises();
  };
  const choose = async (value: string): Promise<void> => {
    const field = part('duty-all') as HTMLSelectElement | null;
    if (field !== null) field.value = value;
    field?.dispatchEvent(new Event('change'));
    await flushPromises();
  };
  const save = async (): Promise<void> => {
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
  };
  const sent = () => server.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);
  const refuse = (errors: object[]) => () =>
    Response.json({ type: 'about:blank', title: 'x', status: 422, code: 'invalid-roster', errors }, { status: 422 });

  it('replaces the shifts of this hall in this week, once there is a table', async () => {
    const { page } = await opened();
    expect(isOff()).toBe(true);
    await write('person,level');
    expect(isOff()).toBe(false);
    await save();
    expect(sent()).toEqual([{ hall: 'H1', from: at('02T00:00'), to: at('04T00:00'), csv: 'person,level' }]);
    expect([page.emitted('changed'), page.emitted('close')]).toEqual([[[]], [[]]]);
  });

  it('replaces those of every hall only where that was chosen, and forgets it when it is closed', async () => {
    const { page } = await opened();
    await choose('true');
    await write('a');
    await save();
    expect(sent()).toMatchObject([{ hall: null }]);
    await page.setProps({ open: false });
    await page.setProps({ open: true });
    await flushPromises();
    expect([table()?.value, (part('duty-all') as HTMLSelectElement | null)?.value]).toEqual(['', 'false']);
  });

  it('takes a table from a file', async () => {
    const { page } = await opened();
    const text = () => Promise.resolve('from a file');
    page.findComponent(FilePick).vm.$emit('pick', [{ text }]);
    await flushPromises();
    expect(table()?.value).toBe('from a file');
  });

  it('says line by line what is wrong and keeps what was typed; nothing is changed', async () => {
    take = refuse([
      { path: 'line 3: halls', message: 'only hall H1 is changed here' },
      { path: 'csv', message: 'no header' },
    ]);
    const { page } = await opened();
    await write('person,level');
    await save();
    const faults = [...(part('duty-faults')?.querySelectorAll('li') ?? [])].map((one) => one.textContent);
    expect(faults).toEqual([
      `${phrase('duty.line', { n: 3 })} ${phrase('duty.column.halls')}：${phrase('problem.original', { text: 'only hall H1 is changed here' })}`,
      `csv：${phrase('problem.original', { text: 'no header' })}`,
    ]);
    expect([page.emitted('changed'), table()?.value]).toEqual([undefined, 'person,level']);
    expect(isOff()).toBe(false);
    take = () => ({ shifts: [], removed: 0 });
    await save();
    expect([part('duty-faults'), page.emitted('changed')]).toEqual([null, [[]]]);
  });
});
