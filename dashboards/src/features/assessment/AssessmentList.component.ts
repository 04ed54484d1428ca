import type { AssessmentSummary, Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import { stamp } from '../../shared/format';
import { OFFICE_ZONE } from '../cases/zone';
import { monthAfter } from '../days/month';
import AssessmentList from './AssessmentList.vue';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const summary: AssessmentSummary = {
  id: ID,
  place: null,
  placeName: null,
  month: '2026-02',
  from: '2026-02-01',
  to: '2026-02-28',
  state: 'published',
  revision: 1,
  schemeRevision: 1,
  computedAt: '2026-03-01T02:00:00.000Z',
  appealsUntil: '2026-03-10',
  openAppeals: 2,
  changedBy: '王局',
  changedAt: '2026-03-01T02:00:00.000Z',
};
const caller = (role: Caller['role'], halls: Caller['halls'] = 'all'): Caller => ({
  kind: 'user',
  id: role,
  name: role,
  role,
  halls,
});

describe('the assessments of a scope', () => {
  let server: Server;
  let items: AssessmentSummary[];
  beforeEach(() => {
    items = [summary];
    server = serve({
      'GET /v1/assessments': () => ({ items, next: null }),
      'POST /v1/assessments': () => refusal(409, 'conflict', 'there are no data of that month'),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (who: Caller) => {
    const all = await mounted(AssessmentList, {}, { caller: who });
    await settled();
    return all;
  };

  it('are listed with their state, until when halls may appeal, and how many did', async () => {
    const { byTestId } = await shown(caller('supervisor'));
    const row = byTestId('assessment-table').get('tbody tr');
    expect(row.get('a').attributes('href')).toBe(`/assessments/${ID}`);
    expect(row.text()).toMatch(inSequence('2026-02', phrase('assessmentState.published'), '2026-03-10', '2', '王局'));
    expect(byTestId('make-assessment').exists()).toBe(false);
  });

  it.each<[Caller['halls'], string | null]>([
    ['all', null],
    [['D1'], 'D1'],
  ])('are made for the whole scope of whoever leads: %j', async (halls, place) => {
    const { byTestId, router } = await shown(caller('manager', halls));
    await byTestId('make-assessment').trigger('click');
    await settled();
    expect(server.asked.find(({ method }) => method === 'POST')?.body).toEqual({ place });
    // refused: it stays, and can be tried again
    expect(router.currentRoute.value.name).not.toBe('assessment');
    expect((byTestId('make-assessment').element as HTMLButtonElement).disabled).toBe(false);
  });

  it('are not first offered for a month that stands in the list', async () => {
    const offered = async () => {
      const { byTestId, page } = await shown(caller('manager'));
      const said = [byTestId('make-assessment').classes('primary'), byTestId('stands-already').exists()];
      page.unmount();
      return said;
    };
    expect(await offered()).toEqual([true, false]);
    const month = monthAfter(stamp(Date.now(), OFFICE_ZONE).slice(0, 7), -1);
    items = [{ ...summary, month, state: 'draft' }];
    expect(await offered()).toEqual([false, true]);
  });

  it('say that there are none, and to whoever can make one how', async () => {
    items = [];
    const said = async (role: Caller['role']) =>
      (await shown(caller(role))).byTestId('assessments').get('.panel').text();
    expect(await said('manager')).not.toBe(await said('supervisor'));
  });
});
