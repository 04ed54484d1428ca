import type { Caller, MatterClock, MatterDetail } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import { useHallsStore } from '../halls/store';
import CasePage from './CasePage.vue';

const AT = '2026-03-02T01:00:00.000Z';
const manager: Caller = { kind: 'user', id: 'm', name: '李', role: 'manager', halls: 'all' };
const summary = {
  id: 'm/1',
  caseId: 'YJ1',
  source: 's',
  title: '窗口排长队',
  kind: 'case' as const,
  item: null,
  hall: 'H1',
  unit: null,
  officerId: null,
  stage: null,
  acceptedAt: AT,
  dueAt: null,
  closedAt: null,
  elapsedDays: null,
  remainingDays: null,
  card: 'none' as const,
  overdue: false,
  provisional: false,
  paused: false,
  unattended: false,
  stageCard: 'none' as const,
  stageDueAt: null,
  packageId: null,
  parentId: null,
  predictedOverdue: null,
  faults: [],
  rating: null,
};
const detail = (given: Partial<MatterDetail> = {}): MatterDetail => ({
  ...summary,
  channel: null,
  acceptingHall: null,
  halls: ['H1'],
  applicantType: null,
  enterpriseRef: null,
  ticketId: null,
  result: null,
  deliveredAt: null,
  reopened: 0,
  supplements: 0,
  path: [],
  step: 'open',
  revision: 'r1',
  may: ['reply'],
  urged: 0,
  verifiedAt: null,
  struckOffAt: null,
  excluded: null,
  about: null,
  stages: [],
  package: null,
  cards: [],
  faultDetails: [],
  ...given,
});
const clock: MatterClock = {
  ...summary,
  at: AT,
  runsFrom: null,
  yellowAt: null,
  limit: null,
  elapsed: null,
  remaining: null,
  days: [],
  pauses: [],
  extensions: [],
  calendar: { revision: 1, timeZone: 'Asia/Shanghai', shifts: [] },
  phases: [],
  cardRule: { yellowShare: 0.8, shareOnlyUpToDays: 3 },
  workingDays: null,
  changes: [],
  faultDetails: [],
};
const hall = (code: string) => ({
  code,
  name: `${code}大厅`,
  tier: 'hall',
  parent: null,
  simulated: false,
  clock: 'wall',
  twinOf: null,
  windows: 4,
  queues: [],
});

describe('the page of a matter', () => {
  let server: Server;
  let matter: () => unknown;
  let close = (): void => undefined;
  beforeEach(() => {
    matter = () => detail();
    server = serve({
      'GET /v1/matters/m%2F1': () => matter(),
      'GET /v1/matters/m%2F1/clock': () => clock,
      'GET /v1/halls': () => ({ items: [hall('H1')], next: null }),
      'POST /v1/matters/m%2F1/acts': () => ({ revision: 'r2' }),
      'GET /v1/visits/7/events': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    close();
    server.close();
    window.history.replaceState(null, '');
    document.body.innerHTML = '';
  });
  const opened = async (caller: Caller = manager) => {
    const all = await mounted(CasePage, { id: 'm/1' }, { caller, address: '/cases/m%2F1' });
    close = () => {
      all.page.unmount();
    };
    await useHallsStore().load();
    await settled();
    const back = async (): Promise<void> => {
      await all.page.get('button').trigger('click');
      await settled();
    };
    return { ...all, back };
  };
  const asked = (path: string) => server.asked.filter((one) => one.path === path);

  it('says why there is none, and has it once it is tried again', async () => {
    matter = () => refusal(503, 'unavailable');
    const { page } = await opened();
    const alert = page.get('[role="alert"]');
    expect([alert.text().includes(phrase('matter.failed')), page.find('h1').exists()]).toEqual([true, false]);
    matter = () => detail();
    await alert.get('button').trigger('click');
    await settled();
    expect([page.get('h1').text(), page.find('[role="alert"]').exists()]).toEqual(['窗口排长队', false]);
  });

  it('is called after its item, and names everybody who had it', async () => {
    const step = { at: AT, unit: null, act: null };
    matter = () =>
      detail({
        title: null,
        itemName: '首次申领护照',
        officers: [{ id: 'P1', name: '王芳' }],
        path: [
          { ...step, what: 'accepted', officerId: 'P1' },
          { ...step, what: 'assigned', officerId: 'P2' },
        ],
      });
    const { page, byTestId } = await opened();
    expect(page.get('header').text()).toMatch(/^首次申领护照\s*YJ1/);
    expect(
      byTestId('path')
        .findAll('li')
        .map((one) => one.text()),
    ).toEqual([expect.stringContaining('王芳') as string, expect.stringContaining('P2') as string]);
  });

  it('keeps what it had when it cannot be asked again, says so, and lets nobody act on it meanwhile', async () => {
    const { page, client, byTestId } = await opened();
    expect(byTestId('act-reply').isVisible()).toBe(true);
    matter = () => refusal(503, 'unavailable');
    await client.refetchQueries({ queryKey: ['matter'] }).catch(() => undefined);
    await settled();
    expect(page.get('h1').text()).toBe('窗口排长队');
    expect(page.get('.stale-note').attributes('role')).toBe('alert');
    expect(page.get('.columns').classes()).toContain('is-stale');
    // hidden, not gone: words already written are not lost
    expect([byTestId('act-reply').exists(), byTestId('act-reply').isVisible()]).toEqual([true, false]);
  });

  it.each([
    ['its title, and its number beside it', { title: '窗口排长队' }, '窗口排长队', true],
    ['its number where it has no title', { title: null }, 'YJ1', false],
    [
      'its stars where it is a rating',
      { title: null, rating: { stars: 2, tags: [], ticketId: null, windowId: null, excluded: false } },
      '2',
      false,
    ],
  ])('is headed by %s', async (_, given, heading, numbered) => {
    matter = () => detail(given);
    const { page } = await opened();
    expect(page.get('h1').text()).toContain(heading);
    expect(page.findAll('header > .dim').some((one) => one.text() === 'YJ1')).toBe(numbered);
  });

  it('leads to the wall of its hall, unless that hall is none of the caller’s', async () => {
    const { page } = await opened();
    expect(page.get('header a').attributes('href')).toBe('/wall/H1');
    close();
    matter = () => detail({ hall: 'H2' });
    expect((await opened()).page.find('header a').exists()).toBe(false);
  });

  it('shows the visit of the ticket it came with, at the hall that accepted it, only to whoever has that hall', async () => {
    matter = () => detail({ ticketId: '7', hall: 'H2', acceptingHall: 'H1' });
    await opened();
    expect(asked('/v1/visits/7/events').map(({ query }) => query.get('hall'))).toEqual(['H1']);
    close();
    matter = () => detail({ ticketId: '7', hall: 'H1', acceptingHall: 'H2' });
    await opened();
    expect(asked('/v1/visits/7/events')).toHaveLength(1);
  });

  it('goes back to the list as it was filtered where one came from there, else to the whole list', async () => {
    const { router, back } = await opened();
    const gone = jest.spyOn(router, 'back').mockImplementation(() => undefined);
    window.history.replaceState({ back: '/cases?state=red' }, '');
    await back();
    expect([gone.mock.calls.length, router.currentRoute.value.name]).toEqual([1, 'case']);
    window.history.replaceState({ back: '/me' }, '');
    await back();
    expect([gone.mock.calls.length, router.currentRoute.value.name]).toEqual([1, 'cases']);
  });
});
