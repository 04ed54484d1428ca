import type { SkillGapAnswer } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import SkillGapPanel from './SkillGapPanel.vue';

const PERIOD = { from: '2026-03-03', to: '2026-03-04' };
const DAYS = { since: PERIOD.from, read: 2, known: 2 };
const GAP = {
  hall: 'H1',
  queue: 'traffic',
  branch: 'traffic',
  waitingMin: 1200.4,
  touchedMin: 300.2,
  officers: [
    { officerId: 'o2', touchedMin: 200 },
    { officerId: 'o1', touchedMin: 150 },
  ],
  hours: [
    { hour: '09', demandMin: 58, qualifiedMin: 60 },
    { hour: '10', demandMin: 20, qualifiedMin: 60 },
  ],
};

describe('skills that stood beside waiting', () => {
  let server: Server;
  let answer: SkillGapAnswer;
  beforeEach(() => {
    answer = { ...PERIOD, days: DAYS, items: [GAP, { ...GAP, queue: 'household', touchedMin: 0, officers: [] }] };
    server = serve({ 'GET /v1/skill-gaps': () => answer });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async () => {
    const all = await mounted(SkillGapPanel, { hall: 'H1', period: PERIOD });
    await flushPromises();
    return all;
  };

  it('name the skill, who was idle without it, and the hours without slack', async () => {
    const { page } = await shown();
    expect(page.findAll('tbody tr').map((row) => row.findAll('td, th').map((cell) => cell.text()))).toEqual([
      [
        'traffic',
        '300',
        '1,200',
        `${phrase('analysis.gaps.who', { name: 'o2', min: 200 })}、${phrase('analysis.gaps.who', { name: 'o1', min: 150 })}`,
        phrase('analysis.gaps.hour', { hour: 9 }),
      ],
    ]);
    expect(page.text()).toContain(phrase('analysis.gaps.reading'));
  });

  it('say of which days they are where not all could be read', async () => {
    const { byTestId, page } = await shown();
    expect(page.find('[data-testid="gap-days"]').exists()).toBe(false);
    answer = { ...answer, days: { since: '2026-03-04', read: 1, known: 2 } };
    const [own] = [await shown()];
    expect(own.byTestId('gap-days').text()).toContain('2026-03-04');
    expect(byTestId('gap-table').exists()).toBe(true);
  });

  it('say so where there is nothing to train', async () => {
    answer = { ...PERIOD, days: DAYS, items: [] };
    expect((await shown()).page.find('table').exists()).toBe(false);
  });
});
