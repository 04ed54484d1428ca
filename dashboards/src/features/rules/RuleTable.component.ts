import { mounted } from '../../testing/mounted';
import { holds, rule } from './rule-sample';
import RuleTable from './RuleTable.vue';

const RULES = [
  rule('queue-wait-doubled'),
  rule('queue-longest-wait', { holds: [{ ...holds, settings: { threshold: 20, clear: 15 } }] }),
  rule('window-fault', { threshold: 5, scope: 'window' }),
  rule('feed-silent', { threshold: 1, unit: 's', scope: 'feed' }),
  rule('card-red', { threshold: 2, unit: 'd', reminder: true }),
  rule('not-known-here'),
];

describe('the rules in a table', () => {
  it('say at what they fire and clear: a number that is set or written, else what the rule follows', async () => {
    const { byTestId } = await mounted(RuleTable, { rules: RULES, mayChange: () => false, canAdd: false });
    const limits = RULES.map(({ key }) =>
      byTestId(`rule-${key}`)
        .findAll('tr:not(.name) td')
        .slice(0, 2)
        .map((cell) => cell.text()),
    );
    expect(limits).toEqual([
      ['≥ 2 × 目标', '低于其 80%'],
      ['≥ 20 分钟', '< 15 分钟'],
      ['≥ 5 分钟', '恢复正常'],
      ['静默', '恢复报送'],
      ['≥ 2 个工作日', '—'],
      ['随目标', '按比例'],
    ]);
  });
});
