import type { DaySummary } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import DaySummaryFace from './DaySummaryFace.vue';

const DAY: DaySummary = {
  hall: 'H32',
  day: '2026-10-26',
  over: true,
  heardAt: '2026-10-26T09:42:00Z',
  arrivals: 1342,
  served: 1301,
  waitMeanSec: 1020,
  worst: { hour: 10, waitMeanSec: 2040, visitors: 213 },
  saved: { min: 1980, lowMin: 900, highMin: 3060 },
  plan: null,
  next: {
    day: '2026-10-27',
    opensAt: '2026-10-27T01:00:00Z',
    expected: { arrivals: 1210, low: 1165, high: 1255, peakAt: '2026-10-27T02:00:00Z' },
  },
};
const shown = async (more: Partial<DaySummary> = {}) =>
  (await mounted(DaySummaryFace, { summary: { ...DAY, ...more }, timeZone: 'Asia/Shanghai' })).page;

describe('the wall after the doors are shut', () => {
  it('says what the day came to and what the next one brings, in the time of the hall', async () => {
    const page = await shown();
    const said = page.text().replace(/\s+/g, ' ');
    for (const part of [
      '17:42',
      '1,342',
      `17${phrase('unit.min')}`,
      `33${phrase('daySummary.hours')}`,
      '10:00–11:00',
      `34 ${phrase('unit.min')}`,
      '10月27日',
      '1,165–1,255',
      '10:00',
    ])
      expect(said).toContain(part);
  });

  it('says of the plan what was expected, what was followed and what was observed, each by its name', async () => {
    const observed = { savedMin: 1240, lowMin: 300, highMin: 2180 };
    const plan = { expected: { cut: 0.39, cutCI: 0.07 }, ordered: 88, done: 61, observed };
    const text = async (more: Partial<typeof plan> = {}) =>
      (await shown({ plan: { ...plan, ...more } })).get('[data-testid="day-plan"]').text();
    const said = await text();
    expect(said).toContain(phrase('planResult.expected', { low: 32, high: 46 }));
    expect(said).toContain(phrase('planResult.followed', { done: 61, ordered: 88 }));
    expect(said).toContain(phrase('planResult.observed', { saved: '1,240', low: '300', high: '2,180' }));
    expect(await text({ observed: { ...observed, lowMin: -20 } })).toContain(
      phrase('planResult.none', { low: '−20', high: '2,180' }),
    );
    expect(await text({ expected: null as never })).not.toContain('%');
    expect((await shown()).find('[data-testid="day-plan"]').exists()).toBe(false);
  });

  it('claims no saving that the interval does not bear out', async () => {
    const page = await shown({ saved: { min: 300, lowMin: -20, highMin: 620 } });
    expect(page.find('[data-testid="day-saved"]').exists()).toBe(false);
  });

  it('played again is that of its day, with the prompts of it, and says nothing of now', async () => {
    const of = async (given: { at: string }[]) =>
      (await mounted(DaySummaryFace, { summary: { ...DAY, saved: null }, timeZone: 'Asia/Shanghai', given })).page;
    const page = await of([{ at: '2026-10-26T07:40:00Z' }, { at: '2026-10-26T01:12:00Z' }]);
    expect(page.get('h2').text()).toBe(`${phrase('daySummary.past.title')} · 10月26日 星期一`);
    for (const part of [phrase('daySummary.title'), '17:42', '10月27日']) expect(page.text()).not.toContain(part);
    expect(page.get('[data-testid="day-prompts"]').text()).toContain(
      `${phrase('daySummary.past.count', { n: 2 })}${phrase('daySummary.past.between', { from: '09:12', to: '15:40' })}`,
    );
    expect((await of([])).get('[data-testid="day-prompts"]').text()).toContain(phrase('daySummary.past.none'));
  });

  it('says what is not known', async () => {
    const page = await shown({ worst: null, next: null, waitMeanSec: null });
    expect(page.get('[data-testid="day-wait"]').text()).toContain('—');
    expect(page.get('[data-testid="day-worst"]').text()).toContain(phrase('daySummary.noWorst'));
    expect(page.get('[data-testid="day-next"]').text()).toContain(phrase('daySummary.noNext'));
  });
});
