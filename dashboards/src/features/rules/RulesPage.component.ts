import { textOf, type Caller } from '@cockpit/contracts';
import { loadOf } from '../../testing/next-day';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import { NETWORK } from './bureau-sample';
import { holds, rule } from './rule-sample';
import RulesPage from './RulesPage.vue';

const KEY = 'queue-longest-wait';
const IN_HALL = { ...holds, place: { kind: 'hall', hall: 'H1', code: null } } as const;
const who = (role: Caller['role'], halls: Caller['halls'] = 'all'): Caller => ({
  kind: 'user',
  id: role,
  name: role,
  role,
  halls,
});

describe('the page of rules', () => {
  let server: Server;
  let rules: () => unknown;
  beforeEach(() => {
    rules = () => ({ items: [rule(KEY, { holds: [holds, IN_HALL] })], next: null });
    server = serve({
      'GET /v1/rules': () => rules(),
      [`GET /v1/rules/${KEY}/history`]: () => ({ items: [], next: null }),
      'GET /v1/halls': () => ({
        items: [
          {
            code: 'H1',
            name: '城东',
            tier: 'hall',
            parent: null,
            windows: 3,
            queues: [],
            simulated: false,
            clock: 'wall',
            twinOf: null,
          },
        ],
        next: null,
      }),
      'GET /v1/network': () => NETWORK,
      'GET /v1/halls/H1/load-forecast': () => loadOf('H1', '2026-03-09', '2026-03-09', []),
      'GET /v1/silences': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
  });
  const shown = async (caller = who('manager'), address = '/rules') => {
    const all = await mounted(RulesPage, {}, { caller, address });
    await settled();
    const may = () =>
      [`edit-${KEY}-bureau//`, `edit-${KEY}-hall/H1/`, `add-${KEY}`].map((id) => all.byTestId(id).exists());
    return { ...all, may };
  };
  const asked = (path: string) =>
    server.asked.filter((one) => one.path === path).map(({ query }) => Object.fromEntries(query));

  it.each<[string, Caller, boolean[]]>([
    ['who sees every hall sets what holds in all of them', who('manager'), [true, true, true]],
    ['who leads some halls sets what holds there', who('manager', ['H1']), [false, true, true]],
    ['a supervisor only reads', who('supervisor'), [false, false, false]],
  ])('%s', async (_, caller, may) => {
    expect((await shown(caller)).may()).toEqual(may);
  });

  it('asks for the rules of the hall that is chosen', async () => {
    const { byTestId } = await shown();
    await byTestId('rules-hall').setValue('H1');
    await settled();
    expect(asked('/v1/rules')).toEqual([{}, { hall: 'H1' }]);
  });

  it('shows silences of no hall only where every hall is looked at, to those who may', async () => {
    const { byTestId } = await shown();
    const silencesOf = () => asked('/v1/silences').map(({ hall }) => hall);
    expect([byTestId('silences').exists(), silencesOf()]).toEqual([true, ['B']]);
    await byTestId('rules-hall').setValue('H1');
    await settled();
    expect([byTestId('silences').exists(), silencesOf()]).toEqual([true, ['B', 'H1']]);
    expect((await shown(who('manager', ['H1']))).byTestId('silences').exists()).toBe(false);
  });

  it('runs a rule of the chosen hall over past days, where that can be done', async () => {
    const { page, byTestId } = await shown(who('supervisor', ['H1']), '/rules?hall=H1');
    expect([asked('/v1/rules'), byTestId('back-test').exists()]).toEqual([[{ hall: 'H1' }], false]);
    const choices = byTestId('tested-rule').findAll('option');
    expect(choices.map((one) => one.attributes('value'))).toEqual(['', KEY]);
    await byTestId('tested-rule').setValue(KEY);
    expect(byTestId('back-test').get('h2').text()).toBe(
      phrase('forecast.testing', { rule: textOf(`rule.${KEY}`, {}, 'zh-CN') }),
    );
    page.unmount();
  });

  it('opens and closes the versions of a rule', async () => {
    const { page, byTestId } = await shown();
    await byTestId(`rule-${KEY}`).get('button').trigger('click');
    await settled();
    expect(asked(`/v1/rules/${KEY}/history`)).toHaveLength(1);
    await byTestId('rule-versions').get('button').trigger('click');
    expect(page.find('[data-testid="rule-versions"]').exists()).toBe(false);
  });

  it('says that the rules could not be fetched, and asks again', async () => {
    const before = rules;
    rules = () => refusal(503, 'unavailable');
    const { page, may } = await shown();
    expect(page.text()).toContain(phrase('rules.failed'));
    rules = before;
    await page.get('button').trigger('click');
    await settled();
    expect(may()).toEqual([true, true, true]);
  });
});
