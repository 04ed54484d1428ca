import { HallDetail, type Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import { SAMPLE_HALL } from '../showcase/sample';
import DeskPage from './DeskPage.vue';

const caller: Caller = { kind: 'user', id: 'u', name: '李', role: 'supervisor', halls: ['H32'] };
const place = (i: number) => ({ x: 40 + i * 30, y: 40 });
const detail = (drawn: boolean): HallDetail =>
  HallDetail.parse({
    ...{ code: 'H32', name: SAMPLE_HALL.name, tier: 'hall', timeZone: 'Asia/Shanghai', clock: 'feed' },
    ...{
      day: '2026-11-20',
      officers: [],
      items: [],
      branches: [],
      parent: null,
      simulated: false,
      twinOf: null,
      twin: null,
    },
    doc: {
      ...{ code: 'H32', name: SAMPLE_HALL.name, tier: 'hall', hours: [] },
      queues: SAMPLE_HALL.queues.map(({ code, name }) => ({ code, name, branch: code })),
      windows: SAMPLE_HALL.windows.map(({ windowId, number, queues }, i) => ({
        ...{ id: windowId, number, queues, kind: 'specialised' },
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
