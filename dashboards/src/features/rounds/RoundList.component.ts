import type { Caller, RoundSummary } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import RoundForm from './RoundForm.vue';
import RoundList from './RoundList.vue';

const round: RoundSummary = {
  id: 'r1',
  name: '季度督导',
  halls: [{ code: 'H1', name: '云江' }],
  from: '2026-03-01',
  to: '2026-03-31',
  state: 'open',
  revision: 1,
  lines: 12,
  checked: 9,
  findings: 3,
  rectified: 2,
  madeBy: '陈敏',
  madeAt: '2026-03-01T02:00:00.000Z',
  changedBy: '陈敏',
  changedAt: '2026-03-01T02:00:00.000Z',
};
const caller = (role: Caller['role']): Caller => ({ kind: 'user', id: role, name: role, role, halls: 'all' });

describe('rounds of inspections', () => {
  let server: Server;
  let items: RoundSummary[];
  beforeEach(() => {
    items = [round];
    server = serve({
      'GET /v1/rounds': () => ({ items, next: null }),
      'GET /v1/halls': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (role: Caller['role']) => {
    const all = await mounted(RoundList, {}, { caller: caller(role) });
    await settled();
    return all;
  };

  it('say how far each has come, and lead to it', async () => {
    const { byTestId } = await shown('supervisor');
    const row = byTestId('rounds-table').get('tbody tr');
    expect(row.get('a').attributes('href')).toBe('/rounds/r1');
    expect(row.findAll('td.num').map((cell) => cell.text())).toEqual(['1', '9 / 12', '3', '2 / 3']);
  });

  it('are begun by whoever leads, on a form that can be put away again', async () => {
    const { byTestId, page } = await shown('manager');
    await byTestId('round-new').trigger('click');
    await settled();
    expect(page.find('form').exists()).toBe(true);
    expect(byTestId('round-new').exists()).toBe(false);
    page.getComponent(RoundForm).vm.$emit('cancel');
    await settled();
    expect(page.find('form').exists()).toBe(false);
    expect((await shown('supervisor')).byTestId('round-new').exists()).toBe(false);
  });

  it('say that there are none, and what to do about it only to whoever can', async () => {
    items = [];
    const said = async (role: Caller['role']) => (await shown(role)).byTestId('rounds').text();
    expect(await said('manager')).not.toBe(await said('supervisor'));
  });
});
