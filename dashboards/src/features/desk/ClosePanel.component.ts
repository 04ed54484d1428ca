import { CLOSE_STEPS, DayClose, type CloseStep } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import ClosePanel from './ClosePanel.vue';

const at = (time: string): string => new Date(`2026-03-04T${time}:00+08:00`).toISOString();
const mark = { by: '李强', at: at('17:05') };
const day = (change: Partial<DayClose> = {}): DayClose =>
  DayClose.parse({
    hall: 'H1',
    day: '2026-03-04',
    now: at('17:10'),
    open: false,
    heardAt: at('17:09'),
    ageSec: 20,
    unserved: [],
    openWindows: [],
    stuck: [],
    prompts: 0,
    warnings: 0,
    checked: {},
    closed: null,
    ...change,
  });
const ticked = (...but: CloseStep[]): DayClose['checked'] =>
  Object.fromEntries(CLOSE_STEPS.filter((step) => !but.includes(step)).map((step) => [step, mark]));
const openWindows = [{ windowId: 'w3', number: '3', state: 'serving', ticketNumber: 'A12' }];
const CHECK = 'POST /v1/halls/H1/day-close/check';

describe('the list of the end of a day', () => {
  let server: Server;
  let now: DayClose;
  let taken: (body: unknown) => unknown;
  beforeEach(() => {
    now = day();
    taken = () => now;
    server = serve({
      'GET /v1/halls/H1/day-close': () => now,
      [CHECK]: ({ body }) => taken(body),
      'POST /v1/halls/H1/day-close': ({ body }) => taken(body),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (canAnswer = true) => {
    const props = { hall: 'H1', timeZone: 'Asia/Shanghai', queueName: (code: string) => `队列${code}`, canAnswer };
    const all = await mounted(ClosePanel, props);
    await flushPromises();
    const box = (step: CloseStep) => all.byTestId(`close-${step}`).element as HTMLInputElement;
    const signs = () => !(all.byTestId('close-day').element as HTMLButtonElement).disabled;
    return { ...all, box, signs };
  };
  const sent = () => server.asked.filter(({ method }) => method === 'POST');

  it('is signed once every step is ticked and the doors are shut', async () => {
    for (const [is, may] of [
      [day(), false],
      [day({ checked: ticked('cash') }), false],
      [day({ checked: ticked(), open: true }), false],
      [day({ checked: ticked() }), true],
    ] as const) {
      now = is;
      const { page, signs } = await shown();
      expect(signs()).toBe(may);
      page.unmount();
    }
  });

  it('is signed with the note that was written, and then nothing can be ticked any more', async () => {
    now = day({ checked: ticked() });
    const { page, byTestId, box } = await shown();
    taken = () => {
      now = day({
        checked: ticked(),
        closed: { by: '李强', at: at('17:12'), carryOver: 2, openWindows: 0, note: '明早补办' },
      });
      return now;
    };
    await page.get('textarea').setValue('明早补办');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(sent().map(({ path, body }) => [path, body])).toEqual([
      ['/v1/halls/H1/day-close', { note: '明早补办', openWindows: 0 }],
    ]);
    expect(byTestId('day-closed').text()).toBe(
      `${phrase('dayClose.closed', { name: '李强', time: '17:12', n: 2 })} · 明早补办`,
    );
    expect(CLOSE_STEPS.every((step) => box(step).disabled && box(step).checked)).toBe(true);
    expect(page.find('form').exists()).toBe(false);
    page.unmount();
  });

  it('leaves a window open only knowingly: said how many, and why', async () => {
    now = day({ openWindows, checked: ticked('windows') });
    const { page, byTestId, box, signs } = await shown();
    expect(byTestId('close-open-windows').text()).toContain(phrase('dayClose.stillOpen', { n: 1 }));
    expect([box('windows').disabled, signs()]).toEqual([true, false]);
    await page.get('textarea').setValue('   ');
    expect(signs()).toBe(false);
    await page.get('textarea').setValue('还有一位在办');
    expect(signs()).toBe(true);
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(sent()[0]?.body).toEqual({ note: '还有一位在办', openWindows: 1 });
    page.unmount();
  });

  it('does not ask for open windows while the hall is open: they are meant to be', async () => {
    now = day({ openWindows, open: true });
    const { page, byTestId } = await shown();
    expect(byTestId('close-open-windows').exists()).toBe(false);
    expect(page.text()).toContain(phrase('dayClose.open'));
    page.unmount();
  });

  it('keeps no tick that the server did not take', async () => {
    const { page, byTestId, box } = await shown();
    const tick = async (checked: boolean): Promise<void> => {
      await byTestId('close-cash').setValue(checked);
      await flushPromises();
    };
    taken = () => refusal(409, 'conflict');
    await tick(true);
    expect([box('cash').checked, box('cash').disabled]).toEqual([false, false]);
    taken = () => (now = day({ checked: { cash: mark } }));
    await tick(true);
    expect(box('cash').checked).toBe(true);
    expect(page.text()).toContain('李强 17:05');
    taken = () => {
      throw new TypeError('no line');
    };
    await tick(false);
    expect(box('cash').checked).toBe(true);
    expect(sent().map(({ body }) => body)).toEqual([
      { step: 'cash', done: true },
      { step: 'cash', done: true },
      { step: 'cash', done: false },
    ]);
    page.unmount();
  });

  it('says what is left of each step, and of whom', async () => {
    now = day({
      prompts: 2,
      unserved: [
        { ticketId: 't1', number: 'A7', queue: 'hz', issuedAt: at('16:00'), waitedMin: 70 },
        { ticketId: 't2', number: null, queue: 'cr', issuedAt: at('16:30'), waitedMin: 40 },
      ],
    });
    const { page, byTestId } = await shown();
    const left = page.findAll('label > b.left').map((one) => one.text());
    expect(left).toEqual([phrase('dayClose.left', { n: 2 }), phrase('dayClose.left', { n: 2 })]);
    expect(byTestId('close-unserved').element.parentElement?.textContent).toContain(phrase('dayClose.left', { n: 2 }));
    expect(byTestId('close-prompts').element.parentElement?.textContent).toContain(phrase('dayClose.left', { n: 2 }));
    expect(page.findAll('details li').map((one) => one.text().replace(/\s+/g, ' '))).toEqual([
      `A7 队列hz ${phrase('unit.minutes', { n: 70 })}`,
      `t2 队列cr ${phrase('unit.minutes', { n: 40 })}`,
    ]);
    page.unmount();
  });

  it('is only read by who may not answer', async () => {
    now = day({ checked: ticked('cash') });
    const { page, box } = await shown(false);
    expect(CLOSE_STEPS.every((step) => box(step).disabled)).toBe(true);
    expect(page.find('form').exists()).toBe(false);
    page.unmount();
  });
});
