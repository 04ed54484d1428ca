import type { Caller, MatterDetail, NewMatter } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import { useHallsStore } from '../halls/store';
import NewCasePage from './NewCasePage.vue';

const manager: Caller = { kind: 'user', id: 'm', name: '李', role: 'manager', halls: 'all' };
const supervisor: Caller = { kind: 'user', id: 's', name: '赵', role: 'supervisor', halls: ['H1', 'H2'] };
const officer: Caller = { kind: 'user', id: 'o', name: '王', role: 'officer', halls: ['H1'] };
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
const ENTERED: MatterDetail = {
  id: 'm9',
  caseId: 'XS9',
  source: 's',
  title: '灯坏了',
  kind: 'finding',
  item: null,
  hall: 'H1',
  unit: null,
  officerId: null,
  stage: null,
  acceptedAt: null,
  dueAt: null,
  closedAt: null,
  elapsedDays: null,
  remainingDays: null,
  card: 'none',
  overdue: false,
  provisional: false,
  paused: false,
  unattended: false,
  stageCard: 'none',
  stageDueAt: null,
  packageId: null,
  parentId: null,
  predictedOverdue: null,
  faults: [],
  rating: null,
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
  may: [],
  urged: 0,
  verifiedAt: null,
  struckOffAt: null,
  excluded: null,
  about: null,
  stages: [],
  package: null,
  cards: [],
  faultDetails: [],
};

describe('the page where a matter is entered', () => {
  let server: Server;
  let enter: () => unknown;
  let there: () => unknown;
  let close = (): void => undefined;
  beforeEach(() => {
    enter = () => ({ id: 'm9', caseId: 'XS9', at: '2026-03-02T01:00:00.000Z', repeated: false });
    there = () => refusal(503, 'unavailable');
    server = serve({
      'GET /v1/halls': () => ({ items: [hall('H1'), hall('H2')], next: null }),
      'GET /v1/matters/names': () => ({ items: [] }),
      'POST /v1/matters': () => enter(),
      'GET /v1/matters/m9': () => there(),
    });
  });
  afterEach(() => {
    close();
    server.close();
    document.body.innerHTML = '';
  });
  const opened = async (caller: Caller, query = '') => {
    const all = await mounted(NewCasePage, {}, { caller, address: `/cases/new${query}` });
    close = () => {
      all.page.unmount();
    };
    await useHallsStore().load();
    await settled();
    const value = (id: string) => (all.byTestId(id).element as HTMLInputElement).value;
    const save = async (): Promise<void> => {
      await all.page.get('form').trigger('submit');
      await settled();
    };
    return { ...all, value, save, name: () => all.router.currentRoute.value.name };
  };
  const sent = () =>
    server.asked.filter(({ method, path }) => `${method} ${path}` === 'POST /v1/matters').map(({ body }) => body);
  const keys = () => sent().map((body) => (body as NewMatter).key);

  it('sends what was written and nothing that was not, and only once it has a title', async () => {
    const { byTestId, save } = await opened(supervisor);
    expect(byTestId('new-save').attributes('disabled')).toBeDefined();
    await byTestId('new-title').setValue('  ');
    await save();
    expect(sent()).toEqual([]);
    await byTestId('new-title').setValue(' 灯坏了 ');
    await byTestId('new-area').setValue('二楼');
    await byTestId('new-hall').setValue('H2');
    await save();
    const [key] = keys();
    expect(sent()).toEqual([{ key, kind: 'finding', channel: 'window', title: '灯坏了', area: '二楼', hall: 'H2' }]);
  });

  it('begins as the link to it asks, and asks of each kind what belongs to it', async () => {
    const { byTestId, value, save } = await opened(supervisor, '?kind=enterprise-need&enterprise=E7');
    expect([value('new-kind'), value('new-enterprise'), value('new-channel')]).toEqual([
      'enterprise-need',
      'E7',
      'window',
    ]);
    expect(byTestId('new-nature').exists()).toBe(false);
    await byTestId('new-kind').setValue('order');
    expect([byTestId('new-enterprise').exists(), byTestId('new-nature').exists()]).toEqual([false, true]);
    expect(value('new-channel')).toBe('phone');
    // what was chosen stays, whatever the kind
    await byTestId('new-channel').setValue('extension-point');
    await byTestId('new-kind').setValue('letter');
    expect(value('new-channel')).toBe('extension-point');
    await byTestId('new-title').setValue('排队久');
    await save();
    // an order is no enterprise's
    expect(sent()[0]).not.toHaveProperty('enterpriseRef');
  });

  it('is of the own hall of whoever is bound to halls, and may be of none for the others', async () => {
    const bound = await opened(supervisor);
    const options = (all: typeof bound) =>
      all
        .byTestId('new-hall')
        .findAll('option')
        .map((one) => one.attributes('value'));
    expect([bound.value('new-hall'), options(bound)]).toEqual(['H1', ['H1', 'H2']]);
    close();
    const free = await opened(manager);
    expect([free.value('new-hall'), options(free)]).toEqual(['', ['', 'H1', 'H2']]);
  });

  it('leads to the matter once the server has a page of it', async () => {
    there = () => refusal(404, 'not-found');
    const { byTestId, save, name, router } = await opened(supervisor);
    await byTestId('new-title').setValue('灯坏了');
    await save();
    // no page of it yet: waited for, with nothing to press twice
    expect([name(), byTestId('new-save').attributes('disabled')]).toEqual(['case-new', '']);
    await byTestId('new-title').trigger('submit');
    there = () => ENTERED;
    await new Promise((looked) => setTimeout(looked, 450));
    await settled();
    expect([name(), router.currentRoute.value.params, sent().length]).toEqual(['case', { id: 'm9' }, 1]);
  });

  it('is still the same matter when it is sent again after a failure, with what was written', async () => {
    enter = () => refusal(503, 'unavailable');
    const { byTestId, value, save } = await opened(officer);
    await byTestId('new-title').setValue('灯坏了');
    await save();
    expect([value('new-title'), byTestId('new-save').attributes('disabled')]).toEqual(['灯坏了', undefined]);
    enter = () => ({ id: 'm9', caseId: 'XS9', at: '2026-03-02T01:00:00.000Z', repeated: true });
    await save();
    // the first try is sent once more by itself
    expect([keys().length, new Set(keys()).size]).toEqual([3, 1]);
  });

  it('shows what the server refuses at its field, until it is sent again', async () => {
    enter = () => refusal(400, 'invalid', undefined, [{ path: 'text', message: '有身份证号' }]);
    const { byTestId, save } = await opened(supervisor);
    await byTestId('new-title').setValue('灯坏了');
    await save();
    expect(byTestId('fault-text').text()).toBe('有身份证号');
    expect(byTestId('fault-title').exists()).toBe(false);
    enter = () => refusal(503, 'unavailable');
    await save();
    expect(byTestId('fault-text').exists()).toBe(false);
  });

  it('is ready for the next one of an officer, who has no page of it: another matter of the same hall and kind', async () => {
    const { byTestId, value, save, name } = await opened(officer);
    expect(byTestId('new-unit').exists()).toBe(false);
    await byTestId('new-kind').setValue('letter');
    await byTestId('new-hall').setValue('H2');
    for (const title of ['灯坏了', '地滑']) {
      await byTestId('new-title').setValue(title);
      await save();
    }
    expect([name(), value('new-title'), value('new-kind'), value('new-hall')]).toEqual([
      ...['case-new', '', 'letter', 'H2'],
    ]);
    expect(new Set(keys()).size).toBe(2);
    expect(server.asked.some(({ path }) => path === '/v1/matters/m9')).toBe(false);
  });
});
