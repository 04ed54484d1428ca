import type { Caller, ClockBook, ClockRule } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import Clocks from './Clocks.vue';

const BUREAU: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const AT = '2026-03-02T02:00:00.000Z';
const rule = (given: Partial<ClockRule>): ClockRule => ({
  kind: 'order',
  unit: null,
  channel: null,
  contact: 1,
  answer: 3,
  resolution: 5,
  ...given,
});
const shipped = [rule({})];
const book = (given: Partial<ClockBook> = {}): ClockBook => ({
  revision: 4,
  from: '2026-02-01',
  author: '李强',
  reason: '市里新规',
  at: AT,
  shipped,
  rules: [rule({ unit: 'u1', answer: null, resolution: 2 }), rule({ resolution: 7 })],
  ...given,
});

describe('the page of default clocks', () => {
  let server: Server;
  let now: ClockBook;
  let put: () => unknown;
  beforeEach(() => {
    now = book();
    put = () => now;
    server = serve({
      'GET /v1/clocks': () => now,
      'GET /v1/clocks/history': () => ({ items: [now, { ...now, revision: 3, rules: shipped }], next: null }),
      'PUT /v1/clocks': () => put(),
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(caller = BUREAU): Promise<Mounted> {
    const all = await mounted(Clocks, {}, { caller });
    await flushPromises();
    return all;
  }
  const saved = async ({ byTestId, page }: Mounted, reason: string): Promise<void> => {
    await byTestId('clocks-reason').setValue(reason);
    await page.get('form').trigger('submit');
    await flushPromises();
  };
  const sent = () => server.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);

  it('shows the line of a kind before those of its units, what a line leaves open, and who set it since when', async () => {
    const all = await shown();
    expect(all.page.findAll('tbody tr').map((row) => row.findAll('td').map((cell) => cell.text()))).toEqual([
      [
        phrase('clocks.any'),
        phrase('clocks.any'),
        phrase('clocks.days', { n: 1 }),
        phrase('clocks.days', { n: 3 }),
        phrase('clocks.days', { n: 7 }),
      ],
      ['u1', phrase('clocks.any'), phrase('clocks.days', { n: 1 }), '—', phrase('clocks.days', { n: 2 })],
    ]);
    expect(all.byTestId('clocks-since').text()).toMatch(
      inSequence(`${phrase('forecast.version', { n: 4 })}，自 2026-02-01 起`, '李强', '市里新规'),
    );
    expect(all.byTestId('clocks-versions').findAll('li')[0]?.text()).toMatch(
      inSequence(phrase('forecast.version', { n: 4 }), phrase('saving.changed', { n: 2 })),
    );
  });

  it('says that it was never changed', async () => {
    now = book({ revision: 0, at: null, from: null, author: null, reason: null });
    const all = await shown();
    expect(all.byTestId('clocks-since').text()).toBe(phrase('clocks.asShipped'));
    // once is enough: there is no history to list
    expect(all.byTestId('clocks-versions').exists()).toBe(false);
  });

  it('is changed by those alone who lead the whole bureau', async () => {
    for (const caller of [
      { ...BUREAU, halls: ['H1'] },
      { ...BUREAU, role: 'supervisor' as const },
    ])
      expect((await shown(caller)).byTestId('clocks-edit').exists()).toBe(false);
  });

  it('writes what is typed into its line, nothing as nothing, and takes a line out', async () => {
    const all = await shown();
    await all.byTestId('clocks-edit').trigger('click');
    const lines = () => all.page.findAll('[data-testid="clock-line"]');
    await lines()[0]?.get('[data-testid="days-order-contact"]').setValue('');
    await lines()[0]?.get('input:not([type])').setValue('  ');
    await lines()[0]?.findAll('select')[1]?.setValue('online');
    await lines()[1]?.get('button').trigger('click');
    await saved(all, '简化');
    expect(sent()).toMatchObject([{ rules: [rule({ contact: null, channel: 'online', resolution: 7 })] }]);
  });

  it('saves the whole table with the reason, on the revision that it was made from', async () => {
    const all = await shown();
    await all.byTestId('clocks-edit').trigger('click');
    await all.byTestId('days-order-resolution').setValue('9');
    await saved(all, '按办法第三条');
    expect(sent()).toEqual([
      {
        revision: 4,
        rules: [rule({ resolution: 9 }), rule({ unit: 'u1', answer: null, resolution: 2 })],
        reason: '按办法第三条',
      },
    ]);
    expect(all.page.find('form').exists()).toBe(false);
  });

  it('does not save lines that contradict themselves, and says how many', async () => {
    const all = await shown();
    await all.byTestId('clocks-edit').trigger('click');
    await all.byTestId('days-order-resolution').setValue('2');
    await all.byTestId('clocks-add').trigger('click');
    expect(all.byTestId('clocks-wrong').text()).toContain(phrase('clocks.wrong', { n: 2 }));
    expect(all.page.findAll('[data-testid="clock-line"].wrong')).toHaveLength(2);
    await all.byTestId('clocks-reason').setValue('试试');
    expect(all.byTestId('clocks-save').attributes('disabled')).toBeDefined();
  });

  it('brings back what is shipped, to be saved or not', async () => {
    const all = await shown();
    await all.byTestId('clocks-edit').trigger('click');
    await all.byTestId('clocks-shipped').trigger('click');
    expect(all.page.findAll('[data-testid="clock-line"]')).toHaveLength(1);
    await saved(all, '恢复');
    expect(sent()).toEqual([{ revision: 4, rules: shipped, reason: '恢复' }]);
  });

  it('keeps what was written where somebody was faster, and saves it on top of theirs', async () => {
    const all = await shown();
    await all.byTestId('clocks-edit').trigger('click');
    await all.byTestId('days-order-resolution').setValue('9');
    put = () => {
      now = book({ revision: 5, author: '王芳' });
      return refusal(409, 'clocks-changed');
    };
    await saved(all, '按办法');
    expect(all.byTestId('clocks-refused').text()).toMatch(anyPhrase('clocks.since', { revision: 5, author: '王芳' }));
    expect((all.byTestId('days-order-resolution').element as HTMLInputElement).value).toBe('9');
    put = () => now;
    await saved(all, '按办法');
    expect(sent().at(-1)).toMatchObject({ revision: 5, rules: [{ resolution: 9 }, {}] });
  });
});
