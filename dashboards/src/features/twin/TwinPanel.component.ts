import type { TwinEffect } from '@cockpit/contracts';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import TwinPanel from './TwinPanel.vue';

const step = (minute: number): TwinEffect['series'][number] => ({
  at: new Date(Date.parse('2026-03-09T01:00:00Z') + minute * 60_000).toISOString(),
  withMeanSec: 300,
  withoutMeanSec: 600,
  pairs: 5,
});
const effect = (given: Partial<TwinEffect> = {}): TwinEffect => ({
  hall: 'H1',
  twin: 'H1-twin',
  day: '2026-03-09',
  now: '2026-03-09T03:00:00.000Z',
  withMeanSec: 372,
  withoutMeanSec: 600,
  cut: 0.38,
  cutLow: 0.31,
  cutHigh: 0.44,
  savedMin: 900,
  savedLowMin: 1,
  savedHighMin: 2,
  pairs: 12_345,
  series: [step(0), step(15)],
  ...given,
});

describe('a hall beside its twin', () => {
  afterEach(() => {
    i18n.global.locale.value = 'zh-CN';
  });
  const shown = async (given: Partial<TwinEffect> = {}, props: object = {}) => {
    const { page } = await mounted(TwinPanel, {
      effect: effect(given),
      timeZone: 'Asia/Shanghai',
      stale: false,
      ...props,
    });
    return page;
  };

  it('says by how much waits are shorter, how sure that is, and of how many visitors', async () => {
    const page = await shown();
    expect([page.get('.cut').text(), page.get('.cut').classes()]).toEqual(['−38%', expect.arrayContaining(['better'])]);
    expect(page.get('.say').text()).toContain(phrase('twin.interval', { low: '−44%', high: '−31%' }));
    expect(page.get('.say').text()).toContain(phrase('twin.pairs', { n: '12,345' }));
    expect(page.get('.keys').text().replace(/\s+/g, ' ')).toBe(
      `${phrase('twin.without')} ${phrase('unit.minutes', { n: 10 })}${phrase('twin.with')} ${phrase('unit.minutes', { n: 6 })}`,
    );
    expect(page.findAll('[data-testid="twin-axis"] span').map((one) => one.text())).toEqual([
      ...['09:00', phrase('twin.most', { n: 10 }), '09:15'],
    ]);
  });

  it('says of longer waits that they are longer, and of what may be chance that it is not certain', async () => {
    const worse = await shown({ cut: -0.05, cutLow: -0.08, cutHigh: -0.02 });
    expect([worse.get('.cut').text(), worse.get('.cut').classes()]).toEqual(['+5%', expect.arrayContaining(['worse'])]);
    expect(worse.text()).not.toContain(phrase('twin.unclear'));
    const unclear = await shown({ cut: 0.05, cutLow: -0.02, cutHigh: 0.12 });
    expect(unclear.get('.say').text()).toContain(
      `${phrase('twin.interval', { low: '−12%', high: '+2%' })} · ${phrase('twin.unclear')}`,
    );
  });

  it('says no number before there are enough visitors, nor where no prompt was followed', async () => {
    const little = await shown({ cut: null, cutLow: null, cutHigh: null, series: [step(0)] });
    expect(little.find('.cut').exists()).toBe(false);
    expect(little.text()).toContain(phrase('twin.tooLittle'));
    // one point is no curve
    expect(little.find('.curves').exists()).toBe(false);
    i18n.global.locale.value = 'en';
    const same = await shown({ cut: 0, cutLow: 0, cutHigh: 0 });
    expect(same.find('.cut').exists()).toBe(false);
    // two curves that are one
    expect(same.find('.curves').exists()).toBe(false);
    expect(same.text()).toContain('No difference yet');
    expect(same.text()).toContain('no prompt has been followed');
  });

  it('says while nobody follows what today’s prompts were expected to save, and as expected only', async () => {
    const none = { cut: 0, cutLow: 0, cutHigh: 0 };
    const expected = (page: Awaited<ReturnType<typeof shown>>) => page.find('[data-testid="twin-expected"]');
    expect(expected(await shown(none, { expectedMin: 1234 })).text()).toBe(phrase('twin.expected', { n: '1,234' }));
    expect(phrase('twin.expected', { n: 3 })).toMatch(/预估.*未实测/);
    // a screen from afar says it as well
    expect(expected(await shown(none, { expectedMin: 5, brief: true })).exists()).toBe(true);
    // nothing was left unanswered, and what was observed goes before what was expected
    for (const [given, expectedMin] of [
      [none, 0],
      [none, undefined],
      [{}, 12],
    ] as const)
      expect(expected(await shown(given, { expectedMin })).exists()).toBe(false);
  });

  it('says the verdict alone on a screen read from afar, and is marked once it is old', async () => {
    const page = await shown({}, { brief: true, stale: true });
    expect(page.text()).not.toMatch(anyPhrase('twin.pairs'));
    expect([page.get('.cut').text(), page.classes()]).toEqual(['−38%', expect.arrayContaining(['is-stale'])]);
  });
});
