import { periodOf } from '@cockpit/contracts';
import { ruleLines } from './rule-lines';

const said = (fired: readonly [number, number], acted: readonly [number, number]): string[] => {
  const whole = periodOf([], 7);
  const period = {
    ...whole,
    inForce: { ...whole.inForce, fired: fired[0], acted: acted[0], days: 7 },
    wanted: { ...whole.wanted, fired: fired[1], acted: acted[1], days: 7 },
  };
  return ruleLines(period, { t: (key, params) => `${key} ${JSON.stringify(params)}` }).map(
    ({ tone, text }) => `${tone}: ${text.slice('consequences.rule.'.length)}`,
  );
};

describe('what another setting of a rule does, in sentences', () => {
  it('is warnings fewer and those that somebody did something about', () => {
    expect(said([52, 21], [9, 5])).toEqual([
      'note: fired.fewer {"days":7,"n":31,"before":52,"after":21}',
      'worse: acted.fewer {"days":7,"n":4,"before":9,"after":5}',
    ]);
  });
  it('is nothing where the numbers are the same, and more where there are more', () => {
    expect(said([3, 3], [1, 2])).toEqual([
      'note: fired.same {"days":7,"n":0,"before":3,"after":3}',
      'better: acted.more {"days":7,"n":1,"before":1,"after":2}',
    ]);
  });
});
