import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { holds, rule } from './rule-sample';
import RuleTable from './RuleTable.vue';

const text = (chinese: string) => ({ 'zh-CN': chinese, en: '' });
const RULES = [
  rule('queue-wait-doubled', { fires: text('≥ 2 × 目标'), clears: 0.8 }),
  rule('queue-longest-wait', { holds: [{ ...holds, settings: { threshold: 20, clear: 15 } }] }),
  rule('window-fault', { threshold: 5, clears: text('恢复正常'), scope: 'window' }),
  rule('feed-silent', { threshold: 1, unit: 's', scope: 'feed', fires: text('静默'), clears: text('恢复报送') }),
  rule('card-red', { threshold: 2, unit: 'd', reminder: true }),
  rule('not-known-here'),
];

describe('the rules in a table', () => {
  it('say at what they fire and clear: a number that is set or written, else what the rule follows', async () => {
    const { byTestId } = await mounted(RuleTable, { rules: RULES, mayChange: () => false, canAdd: false });
    const limits = RULES.map(({ key }) =>
      byTestId(`holds-${key}`)
        .findAll('td')
        .slice(0, 2)
        .map((cell) => cell.text()),
    );
    const minutes = (value: number) => phrase('rules.withUnit', { value, unit: phrase('rules.unit.min') });
    expect(limits).toEqual([
      ['≥ 2 × 目标', phrase('rules.below', { n: 80 })],
      [`≥ ${minutes(20)}`, `< ${minutes(15)}`],
      [`≥ ${minutes(5)}`, '恢复正常'],
      ['静默', '恢复报送'],
      [`≥ ${phrase('rules.withUnit', { value: 2, unit: phrase('rules.unit.d') })}`, '—'],
      [phrase('rules.follows'), phrase('rules.byShare')],
    ]);
  });
});
