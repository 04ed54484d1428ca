import type { Caller, RuleHolds, RuleRecord, Silence } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import { NETWORK } from './bureau-sample';
import BureauSilences from './BureauSilences.vue';
import { holds, rule } from './rule-sample';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '李', role: 'manager', halls: 'all' };
const silence: Silence = {
  id: 's1',
  hall: 'B',
  rule: null,
  code: 'U1',
  reason: '机构改革',
  owner: '李',
  from: '2026-03-01T00:00:00.000Z',
  until: '2099-01-01T00:00:00.000Z',
  weekly: null,
  endedAt: null,
  endedBy: null,
  active: true,
};
const at = (code: string): RuleHolds => ({ ...holds, place: { kind: 'unit', hall: null, code } });
const RULES: RuleRecord[] = [
  rule('consult-waiting', { scope: 'line' }),
  rule('unit-overdue', { scope: 'unit', holds: [holds, at('U1'), at('U1'), at('U2')] }),
  rule('card-red', { scope: 'unit', reminder: true, holds: [at('U9')] }),
  rule('queue-longest-wait', { scope: 'queue' }),
];

describe('silences of what belongs to no hall', () => {
  let server: Server;
  let network: () => unknown;
  beforeEach(() => {
    network = () => NETWORK;
    server = serve({
      'GET /v1/network': () => network(),
      'GET /v1/silences': () => ({ items: [silence], next: null }),
      'POST /v1/silences': () => silence,
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
  });
  const shown = async (caller = MANAGER) => {
    const all = await mounted(BureauSilences, { rules: RULES }, { caller });
    await settled();
    return all;
  };
  const asked = (method: string) => server.asked.filter((one) => one.path === '/v1/silences' && one.method === method);

  it('are those of the bureau, by its name', async () => {
    const { page, byTestId } = await shown();
    expect(asked('GET').map(({ query }) => query.get('hall'))).toEqual(['B']);
    expect(page.text()).toContain('市局');
    expect(byTestId('silence-s1').text()).toContain('机构改革');
  });

  it('can be set for rules of units and lines that warn, and where one of them is set apart', async () => {
    const { page } = await shown();
    const choices = page.findAll('option').map((one) => one.attributes('value'));
    for (const key of ['consult-waiting', 'unit-overdue', 'U1', 'U2']) expect(choices).toContain(key);
    for (const key of ['card-red', 'queue-longest-wait', 'U9']) expect(choices).not.toContain(key);
    expect(choices.filter((one) => one === 'U1')).toHaveLength(1);
  });

  it('are set for the bureau, and asked for again', async () => {
    const { page, byTestId } = await shown();
    await byTestId('silence-reason').setValue('系统切换');
    await page.get('form').trigger('submit');
    await settled();
    expect(asked('POST').map(({ body }) => body)).toMatchObject([{ hall: 'B', reason: '系统切换' }]);
    expect(asked('GET')).toHaveLength(2);
  });

  it('are only read by those who do not answer warnings', async () => {
    const { page, byTestId } = await shown({ ...MANAGER, role: 'auditor' });
    expect([byTestId('silence-s1').exists(), page.find('form').exists()]).toEqual([true, false]);
  });

  it('are not shown as none while the bureau is not known', async () => {
    network = () => refusal(503, 'unavailable');
    const { page } = await shown();
    expect([page.text(), asked('GET')]).toEqual(['', []]);
  });
});
