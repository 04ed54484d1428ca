import { flushPromises } from '@vue/test-utils';
import type { BulletinSummary, Caller, MatterSummary } from '@cockpit/contracts';
import { usePreferences } from '../../shared/preferences';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import TryCard from './TryCard.vue';

const LEAD: Caller = { kind: 'user', id: '1', name: '值班长', role: 'supervisor', halls: ['H32'] };
const LAST: BulletinSummary = {
  id: '0f9a7c1e-7d5e-4f7b-9d58-0b7f2f1b8f10',
  no: 3,
  place: null,
  placeName: null,
  period: 'week',
  state: 'draft',
  from: '2026-10-26',
  to: '2026-11-01',
  revision: 1,
  changedBy: 'schedule',
  changedAt: '2026-11-02T00:00:00Z',
  approvedBy: null,
  approvedAt: null,
  sentAt: null,
};
const RED: MatterSummary = {
  id: 'c1',
  caseId: 'c1',
  source: 'cases',
  title: null,
  kind: 'case',
  item: null,
  hall: 'H32',
  unit: null,
  officerId: null,
  stage: null,
  acceptedAt: null,
  dueAt: null,
  closedAt: null,
  elapsedDays: 3,
  remainingDays: -1,
  card: 'red',
  overdue: true,
  provisional: false,
  paused: false,
  unattended: false,
  stageCard: 'none',
  stageDueAt: null,
  packageId: null,
  parentId: null,
  predictedOverdue: null,
  rating: null,
  faults: [],
};
const hall = (code: string, twinOf: string | null) => ({
  code,
  name: code,
  tier: 'county',
  parent: null,
  simulated: true,
  clock: 'feed',
  twinOf,
  windows: 1,
  queues: [],
});
const list = (...items: object[]) => ({ items, next: null });

describe('what to try in a demonstration', () => {
  let server: Server;
  let demonstration: boolean;
  beforeEach(() => {
    demonstration = true;
    usePreferences().tried.value = null;
    server = serve({
      'GET /v1/bureau-clock': () => ({ now: '2026-11-02T02:00:00.000Z', timeZone: 'Asia/Shanghai', demonstration }),
      'GET /v1/halls': () => list(hall('H08', null), hall('H32', null), hall('H32-T', 'H32')),
      'GET /v1/matters': ({ query }) => list(...(query.get('state') === 'red' ? [RED] : [])),
      'GET /v1/bulletins': () => list(LAST),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (caller: Caller = LEAD) => {
    const all = await mounted(TryCard, {}, { caller });
    await flushPromises();
    return all;
  };

  it('leads to the desk and the plan of the hall that has a twin, to a red case and to the last bulletin', async () => {
    const { page, byTestId, router } = await shown();
    expect(page.findAll('a').map((link) => link.attributes('href'))).toEqual([
      ...['/desk/H32', '/desk/H32/plan', '/cases?state=red', '/bulletins'],
    ]);
    const led = async (step: string): Promise<string> => {
      const before = router.currentRoute.value.fullPath;
      await byTestId(step).trigger('click');
      // asked for, answered, and gone to
      for (let i = 0; i < 50 && router.currentRoute.value.fullPath === before; i++) await flushPromises();
      return router.currentRoute.value.fullPath;
    };
    expect([await led('try-red'), await led('try-figure')]).toEqual([`/cases/${RED.id}`, `/bulletins/${LAST.id}`]);
    expect(page.text()).toMatch(anyPhrase('tryCard.title'));
    page.unmount();
  });

  it('leads to the lists while there is no red case and no bulletin yet', async () => {
    server.close();
    server = serve({
      'GET /v1/bureau-clock': () => ({ now: '2026-11-02T02:00:00.000Z', timeZone: 'Asia/Shanghai', demonstration }),
      'GET /v1/matters': () => list(),
      'GET /v1/bulletins': () => list(),
    });
    const { page, byTestId, router } = await shown();
    await byTestId('try-red').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.fullPath).toBe('/cases?state=red');
    page.unmount();
  });

  it('shows nothing that leads to a refusal', async () => {
    const { page } = await shown({ ...LEAD, role: 'officer', officerId: 'P1' });
    expect(page.findAll('a').map((link) => link.attributes('href'))).toEqual(['/cases?state=red']);
    expect(page.text()).toMatch(anyPhrase('tryCard.titleFew'));
    expect(server.asked.map(({ path }) => path)).not.toContain('/v1/bulletins');
    page.unmount();
  });

  it('goes with one click, and does not come back', async () => {
    const { page, byTestId } = await shown();
    expect(byTestId('try-away').text()).toBe(phrase('tryCard.away'));
    await byTestId('try-away').trigger('click');
    expect(byTestId('try-card').exists()).toBe(false);
    page.unmount();
    const again = await shown();
    expect(again.byTestId('try-card').exists()).toBe(false);
    again.page.unmount();
  });

  it('is a demonstration’s alone', async () => {
    demonstration = false;
    const { page, byTestId } = await shown();
    expect(byTestId('try-card').exists()).toBe(false);
    expect(server.asked.map(({ path }) => path)).not.toContain('/v1/matters');
    page.unmount();
  });
});
