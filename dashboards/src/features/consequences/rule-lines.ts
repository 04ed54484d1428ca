import type { BackTestPeriod } from '@cockpit/contracts';
import type { ConsequenceLine, Saying } from './lines';

/** How many warnings more or fewer a rule would have given on the days that were tried, and how many of those a prompt was agreed to after. */
export function ruleLines({ inForce, wanted }: BackTestPeriod, { t }: Pick<Saying, 't'>): ConsequenceLine[] {
  const line = (what: 'fired' | 'acted', before: number, after: number): ConsequenceLine => {
    const how = after > before ? 'more' : after < before ? 'fewer' : 'same';
    const figures = { days: wanted.days, n: Math.abs(after - before), before, after };
    return {
      key: what,
      text: t(`consequences.rule.${what}.${how}`, figures),
      // fewer that somebody did something about is a loss; fewer as such is not
      tone: what === 'acted' && how === 'fewer' ? 'worse' : what === 'acted' && how === 'more' ? 'better' : 'note',
    };
  };
  return [line('fired', inForce.fired, wanted.fired), line('acted', inForce.acted, wanted.acted)];
}
