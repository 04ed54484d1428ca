import type { RuleComparison } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import CompareDialog from './CompareDialog.vue';

const outcome = (meanWaitMin: number, given: object = {}): RuleComparison['base'] => ({
  meanWaitMin,
  p90Min: 30,
  prompts: 0,
  stranded: 0,
  ...given,
});
const found = (given: Partial<RuleComparison> = {}): RuleComparison => ({
  hall: 'H1',
  day: '2026-03-09',
  visitors: 540,
  base: outcome(20),
  other: outcome(15, { prompts: 8 }),
  savedMin: 2700.4,
  lowMin: 2000,
  highMin: 3400,
  cut: 0.25,
  cutLow: 0.2,
  cutHigh: 0.3,
  curve: [],
  method: 'x',
  ...given,
});

describe('what another way of working would have made of a day', () => {
  let server: Server;
  let answer: () => unknown;
  beforeEach(() => {
    answer = () => found();
    const figure = (value: number | null) => (): object => ({
      unit: 'seconds',
      hall: 'H1',
      from: '2026-03-09',
      to: '2026-03-09',
      today: '2026-03-10',
      by: null,
      parts: [],
      reason: null,
      value,
      numerator: 1,
      denominator: 1,
      freshness: { lastEventAt: null, ageSec: null, silent: false },
    });
    server = serve({
      'POST /v1/halls/H1/replay/compare': () => answer(),
      'GET /v1/metrics/wait_mean': () => ({ ...figure(1260)(), key: 'wait_mean' }),
      'GET /v1/metrics/wait_p90': () => ({ ...figure(null)(), key: 'wait_p90' }),
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
    i18n.global.locale.value = 'zh-CN';
  });
  const props = { open: true, hall: 'H1', day: '2026-03-09', snapshot: SAMPLE_HALL };
  async function shown(): Promise<Mounted> {
    const all = await mounted(CompareDialog, props);
    await flushPromises();
    return all;
  }
  // the dialog stands at the end of the page
  const part = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  const choose = async (id: string, value: string): Promise<void> => {
    const select = part(id) as HTMLSelectElement;
    select.value = value;
    select.dispatchEvent(new Event('change'));
    await flushPromises();
  };
  const run = async (): Promise<void> => {
    part('compare')
      ?.closest('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
  };
  const said = () => part('compare-answer')?.textContent.replace(/\s+/g, ' ') ?? '';

  it('asks nothing by itself, and then for both ways as they were filled in', async () => {
    await shown();
    expect(server.asked).toEqual([]);
    await choose('compare-other-extra', 'traffic');
    await run();
    expect(server.asked.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      {
        day: '2026-03-09',
        base: { prompts: 'none', without: [], extra: [] },
        other: {
          prompts: 'recommender',
          maxPerHour: 12,
          acceptance: 0.85,
          plan: false,
          without: [],
          extra: ['traffic'],
        },
      },
    ]);
    expect(said()).toContain(phrase('compare.saved', { n: '2,700', low: '2,000', high: '3,400', cut: '−25%' }));
    expect(part('compare-answer')?.querySelector('.verdict')?.className).toContain('gain');
    expect(said()).toMatch(
      inSequence(
        `${phrase('compare.actual')}${phrase('unit.minutes', { n: '21.0' })}——${phrase('compare.base')}${phrase('unit.minutes', { n: '20.0' })}${phrase('unit.minutes', { n: '30.0' })}`,
        '0',
        `${phrase('compare.rule')}${phrase('unit.minutes', { n: '15.0' })}${phrase('unit.minutes', { n: '30.0' })}`,
        '8',
        phrase('compare.visitors', { n: 540 }),
      ),
    );
  });

  it('says of a loss that it is one, of no change that there is none, and of a short day that it cannot tell', async () => {
    answer = () =>
      found({ savedMin: -90, lowMin: -200, highMin: -10, cut: -0.05, other: outcome(21, { stranded: 3 }) });
    await shown();
    await run();
    expect(said()).toContain(phrase('compare.lost', { n: 90, low: '−200', high: '−10', cut: '+5%' }));
    expect(said()).toContain(phrase('compare.stranded', { n: 3 }));
    answer = () => found({ savedMin: 0, lowMin: 0, highMin: 0, cut: 0 });
    await run();
    expect(said()).toMatch(anyPhrase('compare.saved', { cut: '0%' }));
    answer = () => found({ savedMin: null, lowMin: null, highMin: null, cut: null });
    await run();
    expect(said()).toContain(phrase('compare.unclear'));
  });

  it('says that it is being played, and shows no answer of other rules or another day', async () => {
    const { page } = await shown();
    await run();
    expect(said()).not.toBe('');
    await choose('compare-base-prompts', 'recommender');
    expect(said()).toBe('');
    answer = () => new Promise(() => undefined);
    await run();
    expect([part('compare-save')?.textContent.trim(), (part('compare-save') as HTMLButtonElement).disabled]).toEqual([
      phrase('compare.running'),
      true,
    ]);
    await page.setProps({ day: '2026-03-08' });
    expect(part('compare-save')?.textContent.trim()).toBe(phrase('compare.run'));
  });

  it('says why it could not be played', async () => {
    answer = () => refusal(503, 'unavailable');
    await shown();
    await run();
    expect(part('compare')?.textContent).toContain(phrase('compare.failed'));
  });
});
