import { CLEARS_BELOW, isYesOrNo } from '../../dashboards/src/features/rules/limits';
import { rulesMessages } from '../../dashboards/src/features/rules/messages';
import { MEASURED_RULES } from '../../libs/warnings/src/rules/catalogue';

const { fires, clears } = rulesMessages['zh-CN'].rules;
const factors = (text: string): string[] => [...text.matchAll(/[\d.]+(?= ×)/g)].map(([factor]) => factor);
// the heartbeat stands in no list
const LISTED = MEASURED_RULES.filter(({ key }) => key !== 'watchdog');

describe('the page of rules', () => {
  it('says what fires each rule that has no measure of its own, as the rule is written', () => {
    const following = LISTED.filter((rule) => rule.threshold === null || isYesOrNo({ ...rule, reminder: false }));
    const said = new Map(Object.entries(fires));
    expect([...said.keys()].sort()).toEqual(following.map(({ key }) => key).sort());
    for (const { key, fires: written } of following) expect(factors(said.get(key) ?? '')).toEqual(factors(written[0]));
  });

  it('says when each rule clears, as the rule is written', () => {
    const said = new Map(Object.entries(clears));
    for (const { key, threshold, clears: written } of LISTED) {
      const [number] = /\d+/.exec(written[0]) ?? [];
      const below = CLEARS_BELOW[key];
      if (number === undefined) expect({ key, says: said.get(key) }).toEqual({ key, says: written[0] });
      // of what fires it where that is measured, a number of its own where that is one
      else
        expect({ key, number: ((below ?? NaN) * (threshold ?? 100)) / 100 }).toEqual({ key, number: Number(number) });
    }
  });
});
