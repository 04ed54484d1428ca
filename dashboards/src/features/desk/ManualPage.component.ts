import { HallDetail, type Caller, type ManualDesk, type ManualEntry } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import ManualPage from './ManualPage.vue';

const caller: Caller = { kind: 'user', id: 'u', name: '李', role: 'supervisor', halls: ['H32'] };
const AT = '2026-11-20T02:00:00.000Z';
const entry = (more: Partial<ManualEntry>): ManualEntry => ({
  id: '7',
  hall: 'H32',
  key: 'k',
  kind: 'ticket',
  ticketId: 't1',
  number: 'Z001',
  queue: 'household',
  windowId: null,
  type: 'hall.ticket.issued',
  eventId: 'e',
  eventSource: 'manual',
  at: AT,
  enteredAt: AT,
  enteredBy: '李',
  state: 'standing',
  supersededBy: null,
  endedAt: null,
  endReason: null,
  ...more,
});
const desk = (more: Partial<ManualDesk> = {}): ManualDesk => ({
  hall: 'H32',
  now: AT,
  feeds: [],
  advised: true,
  standing: 1,
  superseded: 0,
  voided: 0,
  nextNumbers: { household: 'Z002' },
  entries: [],
  ...more,
});
/** The hall's document, which is there when nothing is known of the day. */
const HALL = HallDetail.parse({
  code: 'H32',
  name: '大厅',
  tier: 'hall',
  timeZone: 'Asia/Shanghai',
  clock: 'feed',
  day: '2026-11-20',
  officers: [],
  items: [],
  branches: [],
  parent: null,
  simulated: false,
  twinOf: null,
  twin: null,
  doc: {
    code: 'H32',
    name: '大厅',
    tier: 'hall',
    hours: [],
    queues: [{ code: 'household', name: '户籍', branch: 'household' }],
    windows: [{ id: 'w9', number: '09', queues: ['household'], kind: 'specialised' }],
  },
});

describe('entries by hand', () => {
  let server: Server;
  let now: ManualDesk;
  let live: () => unknown;
  beforeEach(() => {
    now = desk();
    live = () => SAMPLE_HALL;
    server = serve({
      'GET /v1/halls/H32/manual': () => now,
      'GET /v1/halls/H32/live': () => live(),
      'GET /v1/halls/H32/stream': () => {
        throw new TypeError('no line');
      },
      'GET /v1/halls/H32': () => HALL,
      'POST /v1/halls/H32/manual/tickets': () => entry({}),
      'POST /v1/halls/H32/manual/tickets/t1/steps': () => entry({ kind: 'step' }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async () => {
    const all = await mounted(ManualPage, { hall: 'H32' }, { caller });
    for (let i = 0; i < 20; i++) await flushPromises();
    return all;
  };
  const sent = () =>
    server.asked.flatMap(({ method, body }) => {
      if (method !== 'POST') return [];
      const { key: _, ...rest } = body as Record<string, unknown>;
      return [rest];
    });

  it('are asked for loudly while the feed is silent, and quietly otherwise', async () => {
    const silent = await shown();
    expect(silent.byTestId('manual-advice').attributes('role')).toBe('alert');
    silent.page.unmount();
    now = desk({ advised: false });
    const { page, byTestId } = await shown();
    expect(byTestId('manual-advice').attributes('role')).toBeUndefined();
    page.unmount();
  });

  it('say of a button that is off what the window is already, and how many windows there are', async () => {
    const { page, byTestId } = await shown();
    const { windows } = SAMPLE_HALL;
    const serving = windows.find(({ state }) => state === 'serving');
    const button = (told: string) => byTestId(`window-${serving?.windowId ?? ''}-${told}`);
    expect(button('opened').attributes()).toMatchObject({
      disabled: '',
      title: phrase('manual.said', { state: phrase('windowState.serving') }),
    });
    expect(button('closed').attributes('title')).toBeUndefined();
    expect(page.get('.beside h2').text()).toContain(phrase('manual.allWindows', { n: String(windows.length) }));
    page.unmount();
  });

  it('are made with queues and windows of the hall’s document when nothing else is known of it', async () => {
    live = () => refusal(503, 'unavailable');
    const { page, byTestId } = await shown();
    expect(byTestId('manual-queue').text()).toBe('户籍');
    expect(page.findAll('.windows li').map((one) => one.get('b').text())).toEqual([
      phrase('window.name', { number: '09' }),
    ]);
    page.unmount();
  });

  it('are a ticket of the first queue, with the next number offered, and an empty field afterwards', async () => {
    const { page, byTestId } = await shown();
    const number = byTestId('manual-number');
    expect(number.attributes('placeholder')).toContain('Z002');
    await number.setValue(' Z009 ');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(sent()).toEqual([{ queue: 'household', number: 'Z009' }]);
    expect((number.element as HTMLInputElement).value).toBe('');
    page.unmount();
  });

  it('call a ticket only to a window that somebody chose', async () => {
    now = desk({ entries: [entry({})] });
    const { page, byTestId } = await shown();
    const paper = byTestId('paper-Z001');
    const call = () => paper.findAll('button')[0];
    expect(call()?.attributes('disabled')).toBeDefined();
    await paper.get('select').setValue('w1');
    expect(call()?.attributes('disabled')).toBeUndefined();
    await call()?.trigger('click');
    await flushPromises();
    expect(sent()).toEqual([{ step: 'called', windowId: 'w1' }]);
    page.unmount();
  });

  it('can be taken back while they stand', async () => {
    now = desk({ entries: [entry({}), entry({ id: '8', state: 'superseded' })] });
    const { page } = await shown();
    const rows = page.findAll('section').at(-1)?.findAll('li') ?? [];
    expect(rows.map((row) => row.find('button').exists())).toEqual([true, false]);
    page.unmount();
  });
});
