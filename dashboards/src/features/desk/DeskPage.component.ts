import { HallDetail, type Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import DeskPage from './DeskPage.vue';

const caller: Caller = { kind: 'user', id: 'u', name: '李', role: 'supervisor', halls: ['H32'] };
const place = (i: number) => ({ x: 40 + i * 30, y: 40 });
const detail = (drawn: boolean): HallDetail =>
  HallDetail.parse({
    code: 'H32',
    name: SAMPLE_HALL.name,
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
      name: SAMPLE_HALL.name,
      tier: 'hall',
      hours: [],
      queues: SAMPLE_HALL.queues.map(({ code, name }) => ({ code, name, branch: code })),
      windows: SAMPLE_HALL.windows.map(({ windowId, number, queues }, i) => ({
        id: windowId,
        number,
        queues,
        kind: 'specialised',
        ...(drawn ? place(i) : {}),
      })),
      ...(drawn ? { floorPlan: { width: 480, height: 240, zones: [] } } : {}),
    },
  });

describe('the map of the desk', () => {
  let server: Server;
  let hall: HallDetail;
  beforeEach(() => {
    server = serve({
      'GET /v1/halls/H32/live': () => SAMPLE_HALL,
      'GET /v1/halls/H32': () => hall,
    });
  });
  afterEach(() => {
    server.close();
  });

  it.each([
    ['where somebody drew it', true],
    ['and where nobody did, as on the wall: what belongs together', false],
  ])('is the hall as it stands, %s', async (_, drawn) => {
    hall = detail(drawn);
    const { page, byTestId } = await mounted(DeskPage, { hall: 'H32' }, { caller });
    await flushPromises();
    // the page comes part by part
    while (!byTestId('view-plan').exists()) await new Promise((painted) => setTimeout(painted, 20));
    expect(page.findAll('[data-testid^="plan-window-"]')).toHaveLength(0);
    await byTestId('view-plan').trigger('click');
    expect(page.findAll('[data-testid^="plan-window-"]')).toHaveLength(SAMPLE_HALL.windows.length);
    expect(byTestId('plan-schematic').exists()).toBe(!drawn);
    await byTestId('view-tiles').trigger('click');
    expect(page.findAll('[data-testid^="plan-window-"]')).toHaveLength(0);
    page.unmount();
  });
});

describe('trouble for which no prompt is given', () => {
  it('offers the window that would help, with its effect before anything is done', async () => {
    const [queue] = SAMPLE_HALL.queues;
    const [window] = SAMPLE_HALL.windows.filter(({ queues }) => queue !== undefined && !queues.includes(queue.code));
    if (queue === undefined || window === undefined) throw new Error('the sample has neither');
    const helpless = [
      {
        queue: queue.code,
        waiting: 9,
        longestWaitSec: 900,
        reasons: [],
        remains: [],
        untold: { windowId: window.windowId, number: window.number },
      },
    ];
    const queues = SAMPLE_HALL.queues.map((one) => (one === queue ? { ...one, level: 'overloaded', waiting: 9 } : one));
    const server = serve({
      'GET /v1/halls/H32/live': () => ({ ...SAMPLE_HALL, prompts: [], queues, helpless }),
      'GET /v1/halls/H32': () => detail(false),
    });
    const { page, byTestId } = await mounted(DeskPage, { hall: 'H32' }, { caller });
    await flushPromises();
    while (!byTestId('view-plan').exists()) await new Promise((painted) => setTimeout(painted, 20));
    await byTestId('look-at-untold').trigger('click');
    const chosen = () => document.querySelector<HTMLSelectElement>('[data-testid="move-window"]')?.value;
    while (chosen() === undefined) await new Promise((painted) => setTimeout(painted, 20));
    expect(chosen()).toBe(window.windowId);
    // its effect is asked for a moment later
    while (!server.asked.some(({ path }) => path.endsWith('/what-if')))
      await new Promise((painted) => setTimeout(painted, 20));
    expect(server.asked.map(({ path }) => path)).toContain('/v1/halls/H32/what-if');
    page.unmount();
    server.close();
  });

  it('lets newcomers be guided at a tap where no prompt is given for the worst queue', async () => {
    const [queue] = SAMPLE_HALL.queues;
    if (queue === undefined) throw new Error('the sample has no queue');
    const params = { item: '身份证', itemCode: 'id', channel: 'self-service' };
    const helpless = [
      { queue: queue.code, waiting: 9, longestWaitSec: 900, reasons: [], remains: [{ code: 'guide', params }] },
    ];
    const queues = SAMPLE_HALL.queues.map((one) => (one === queue ? { ...one, level: 'overloaded', waiting: 9 } : one));
    const server = serve({
      'GET /v1/halls/H32/live': () => ({ ...SAMPLE_HALL, prompts: [], queues, helpless }),
      'GET /v1/halls/H32': () => detail(false),
      'POST /v1/halls/H32/prompts': () => SAMPLE_HALL.prompts[0],
    });
    const { page, byTestId } = await mounted(DeskPage, { hall: 'H32' }, { caller });
    await flushPromises();
    while (!byTestId('arrange-guide').exists()) await new Promise((painted) => setTimeout(painted, 20));
    await byTestId('arrange-guide').trigger('click');
    await flushPromises();
    const [made] = server.asked.filter(({ path, method }) => method === 'POST' && path.endsWith('/prompts'));
    expect(made?.body).toEqual({ kind: 'guide', queues: [], item: 'id', channel: 'self-service' });
    page.unmount();
    server.close();
  });
});

describe('the plan of the day that nobody has decided on', () => {
  const madeAt = '2026-11-20T00:30:00.000Z';
  const planOffer = { day: '2026-11-20', madeAt, cut: 0.5, cutCI: 0.12 };
  const calm = SAMPLE_HALL.queues.map((queue) => ({ ...queue, level: 'normal' }));

  it('stands in the place of a prompt, and one click adopts and issues it', async () => {
    const server = serve({
      'GET /v1/halls/H32/live': () => ({ ...SAMPLE_HALL, prompts: [], queues: calm, planOffer }),
      'GET /v1/halls/H32': () => detail(false),
    });
    const { page, byTestId } = await mounted(DeskPage, { hall: 'H32' }, { caller });
    await flushPromises();
    expect(byTestId('plan-offer').text()).toContain('50');
    await byTestId('plan-offer-adopt').trigger('click');
    const asked = () =>
      server.asked
        .filter(({ method, path }) => method === 'POST' && path.includes('/plan/'))
        .map(({ path, body }) => ({ path, body }));
    await flushPromises();
    expect(asked()[0]).toEqual({ path: '/v1/halls/H32/plan/adopt', body: { madeAt, moves: [] } });
    page.unmount();
    server.close();
  });

  it('made anew says why, what changes and until when, and is refused in one click', async () => {
    const at = (time: string): string => `2026-11-20T${time}:00.000Z`;
    const changes = [
      { how: 'moved', kind: 'lunch', number: '07', from: at('04:30'), was: at('04:00') },
      { how: 'added', kind: 'open', number: '21', from: at('06:00'), was: null },
    ];
    const replan = { reason: { code: 'officer-away', number: '12' }, until: at('03:10'), changes };
    const server = serve({
      'GET /v1/halls/H32/live': () => ({
        ...SAMPLE_HALL,
        prompts: [],
        queues: calm,
        planOffer: { ...planOffer, cut: 0.08, cutCI: 0.03, replan },
      }),
      'GET /v1/halls/H32': () => detail(false),
    });
    const { page, byTestId } = await mounted(DeskPage, { hall: 'H32' }, { caller });
    await flushPromises();
    expect(byTestId('plan-offer-why').text()).toContain(phrase('planOffer.why.officer-away', { number: '12' }));
    expect(byTestId('plan-offer-why').text()).toContain('11:10');
    const [lunch, open] = byTestId('plan-changes').findAll('li');
    expect(lunch?.text()).toContain('12:00 → 12:30');
    expect(open?.text()).toContain('14:00');
    await byTestId('plan-offer-refuse').trigger('click');
    await flushPromises();
    const asked = server.asked.filter(({ method, path }) => method === 'POST' && path.includes('/plan/'));
    expect(asked.map(({ path, body }) => ({ path, body }))).toEqual([
      { path: '/v1/halls/H32/plan/refuse', body: { madeAt } },
    ]);
    page.unmount();
    server.close();
  });

  it('can be looked at by whoever may not decide', async () => {
    const server = serve({
      'GET /v1/halls/H32/live': () => ({ ...SAMPLE_HALL, prompts: [], queues: calm, planOffer }),
      'GET /v1/halls/H32': () => detail(false),
    });
    const { page, byTestId } = await mounted(DeskPage, { hall: 'H32' }, { caller: { ...caller, role: 'guide' } });
    await flushPromises();
    expect([byTestId('plan-offer-look').exists(), byTestId('plan-offer-adopt').exists()]).toEqual([true, false]);
    page.unmount();
    server.close();
  });
});
