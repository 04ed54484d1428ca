import type { Caller, TargetBook, TargetPreview } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import Targets from './Targets.vue';

const manager: Caller = { kind: 'user', id: 'm', name: '李', role: 'manager', halls: 'all' };
const book = (revision: number, value: number, author = '李'): TargetBook => ({
  place: null,
  revision,
  author,
  reason: '年度目标',
  at: '2026-03-01T01:00:00.000Z',
  above: [],
  lines: [{ metric: 'service_level', tier: null, size: null, from: '2026-03', value }],
});
const UNSET: TargetBook = { place: null, revision: 0, lines: [], author: null, reason: null, at: null, above: [] };
const preview = (places: number, known: number, met: number): TargetPreview => ({
  metric: 'service_level',
  from: '2026-02-01',
  to: '2026-02-28',
  places,
  known,
  met,
  ...(known === 0 ? { best: null, median: null } : { best: 0.93, median: 0.8 }),
});

describe('the targets of metrics', () => {
  let server: Server;
  let now: TargetBook;
  let seen: TargetPreview;
  let save: () => unknown;
  beforeEach(() => {
    now = book(3, 0.8);
    seen = preview(4, 4, 2);
    save = () => (now = book(4, 0.9));
    server = serve({
      'GET /v1/targets': () => now,
      'GET /v1/targets/history': () => ({ items: now.revision === 0 ? [] : [now], next: null }),
      'GET /v1/targets/preview': () => seen,
      'PUT /v1/targets': () => save(),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (caller = manager) => {
    const all = await mounted(Targets, {}, { caller });
    await flushPromises();
    await flushPromises();
    const press = async (id: string): Promise<void> => {
      await all.byTestId(id).trigger('click');
      await flushPromises();
    };
    const write = async (value: string): Promise<void> => {
      await all.byTestId('target-value').setValue(value);
      await all.byTestId('target-value').trigger('change');
      await flushPromises();
    };
    const send = async (): Promise<void> => {
      await all.page.get('form').trigger('submit');
      await flushPromises();
    };
    return { ...all, press, write, send };
  };
  const saved = () => server.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);

  it.each<[string, Caller, boolean]>([
    ['whoever leads the bureau', manager, true],
    ['whoever leads some halls only, at those', { ...manager, halls: ['H1'] }, false],
    ['nobody who runs a hall', { ...manager, role: 'supervisor', halls: ['H1'] }, false],
  ])('those of the bureau are set by %s', async (_, caller, may) => {
    const { page, byTestId } = await shown(caller);
    expect(byTestId('targets-edit').exists()).toBe(may);
    page.unmount();
  });

  it('begin with one line where there is none, and say that there is none', async () => {
    now = UNSET;
    const { page, press } = await shown();
    expect(page.find('[data-testid="target-table"]').exists()).toBe(false);
    await press('targets-edit');
    expect(page.findAll('[data-testid="target-line"]')).toHaveLength(1);
    page.unmount();
  });

  it('are written in the unit of the screen and kept in that of the metric', async () => {
    const { page, byTestId, press, write, send } = await shown();
    await press('targets-edit');
    await write('90');
    await byTestId('targets-reason').setValue('下半年');
    await send();
    expect(saved()).toEqual([{ place: null, revision: 3, lines: [{ ...now.lines[0], value: 0.9 }], reason: '下半年' }]);
    expect(byTestId('targets-save').exists()).toBe(false);
    page.unmount();
  });

  it('cannot be saved with a share above all', async () => {
    const { page, byTestId, press, write } = await shown();
    await press('targets-edit');
    await write('130');
    await byTestId('targets-reason').setValue('下半年');
    expect(byTestId('targets-wrong').exists()).toBe(true);
    expect(byTestId('targets-save').attributes('disabled')).toBeDefined();
    page.unmount();
  });

  it('are looked up where no answer came: what was saved all the same has not failed', async () => {
    const { page, byTestId, press, write, send } = await shown();
    await press('targets-edit');
    await write('90');
    await byTestId('targets-reason').setValue('下半年');
    save = () => refusal(504, 'no-answer');
    await send();
    expect(byTestId('targets-refused').exists()).toBe(true);
    save = () => {
      now = { ...book(4, 0.9), reason: '下半年' };
      return refusal(504, 'no-answer');
    };
    await send();
    expect(byTestId('targets-save').exists()).toBe(false);
    page.unmount();
  });

  it('show at the field of the line what the server refuses', async () => {
    const { page, byTestId, press, write, send } = await shown();
    await press('targets-edit');
    await write('90');
    await byTestId('targets-reason').setValue('下半年');
    save = () =>
      refusal(400, 'invalid-body', 'x', [
        { path: 'lines.0.value', message: 'x', code: 'too-big', params: { limit: 1 } },
        { path: 'reason', message: 'x', code: 'too-long', params: { limit: 500 } },
      ]);
    await send();
    expect(page.find('td:has([data-testid="target-value"]) [data-testid="fault-lines.0.value"]').exists()).toBe(true);
    expect(byTestId('fault-reason').exists()).toBe(true);
    save = () => (now = book(4, 0.9));
    await send();
    expect(byTestId('fault-reason').exists()).toBe(false);
    page.unmount();
  });

  it('keep what was written where somebody else was quicker, and say who', async () => {
    const { page, byTestId, press, write, send } = await shown();
    await press('targets-edit');
    await write('90');
    await byTestId('targets-reason').setValue('下半年');
    save = () => {
      now = book(4, 0.7, '周');
      return refusal(409, 'targets-changed');
    };
    await send();
    expect(byTestId('targets-refused').text()).toContain('周');
    save = () => (now = book(5, 0.9));
    await send();
    expect(saved()).toMatchObject([
      { revision: 3, lines: [{ value: 0.9 }] },
      { revision: 4, lines: [{ value: 0.9 }] },
    ]);
    page.unmount();
  });

  it.each<[string, TargetPreview, boolean]>([
    ['some met it', preview(4, 4, 2), false],
    ['none met it', preview(4, 4, 0), true],
    ['none has data', preview(4, 0, 0), false],
    ['it is about no place', preview(0, 0, 0), true],
  ])('say beside each line how places did: %s', async (_, answer, doubtful) => {
    seen = answer;
    const { page } = await shown();
    const said = page.get('[data-testid="target-preview"]');
    expect(said.text()).not.toBe('');
    expect(page.get('[data-testid="target-span"]').text()).toContain(
      phrase('targets.previewOf', { from: '2026-02-01', to: '2026-02-28' }),
    );
    expect(said.classes('doubtful')).toBe(doubtful);
    page.unmount();
  });
});
