import type { RuleVersion } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import VersionsPanel from './VersionsPanel.vue';

const version = (revision: number, more: Partial<RuleVersion>): RuleVersion => ({
  rule: 'queue-wait',
  place: { kind: 'bureau', hall: null, code: null },
  revision,
  settings: {},
  author: '陈敏',
  reason: '夜里少打扰',
  at: '2026-03-05T02:00:00.000Z',
  ...more,
});

describe('the versions of a rule', () => {
  let server: Server;
  let answer: () => unknown;
  beforeEach(() => {
    server = serve({ 'GET /v1/rules/queue-wait/history': () => answer() });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (items: RuleVersion[]) => {
    answer = () => ({ items, next: null });
    const { page } = await mounted(VersionsPanel, { rule: 'queue-wait' });
    await settled();
    return page;
  };

  it('say what was told, by whom and why, what was taken back, and what cannot be read', async () => {
    const page = await shown([
      version(3, {}),
      version(2, { settings: { threshold: 30, severity: 'red', enabled: false } }),
      version(1, { fault: '时段写错' }),
    ]);
    const lines = page.findAll('li').map((line) => line.text());
    expect(lines[0]).toContain('陈敏');
    expect(lines[0]).toContain('夜里少打扰');
    expect(lines[1]).toMatch(inSequence('30', phrase('severity.red')));
    expect(lines[2]).toContain('时段写错');
    expect(new Set(lines).size).toBe(3);
  });

  it('are none where nothing was ever told', async () => {
    expect((await shown([])).findAll('li')).toEqual([]);
  });

  it('say why they could not be had', async () => {
    answer = () => refusal(503, 'unavailable');
    const { page } = await mounted(VersionsPanel, { rule: 'queue-wait' });
    await settled();
    expect(page.find('[role="alert"]').exists()).toBe(true);
  });
});
