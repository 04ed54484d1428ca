import { DUTY_LEVELS, EscalationPolicy } from '@cockpit/contracts';
import fc from 'fast-check';
import { DEFAULT_ESCALATION, escalationOf, policyOfUnit, policyUnder } from './policy';

const levelsOf = ({ levels }: EscalationPolicy) => levels.map(({ level, afterMin }) => [level, afterMin]);

describe('the policy of a rule', () => {
  it('is as the hall has it where the rule says nothing', () => {
    expect(policyUnder(DEFAULT_ESCALATION, {})).toEqual(DEFAULT_ESCALATION);
  });

  it('begins with the level the rule names: those before it are left out, one that is missing comes first', () => {
    expect(levelsOf(policyUnder(DEFAULT_ESCALATION, { firstLevel: 'director' }))).toEqual([
      ['director', 15],
      ['bureau', 30],
    ]);
    expect(levelsOf(policyUnder(DEFAULT_ESCALATION, { firstLevel: 'guide' }))[0]).toEqual(['guide', 5]);
  });

  it('is the order of the rule, with the quiet hours of the hall', () => {
    const levels = [{ level: 'bureau' as const, afterMin: 10 }];
    expect(policyUnder(DEFAULT_ESCALATION, { levels })).toEqual({ ...DEFAULT_ESCALATION, levels });
  });

  it('is the unit first where it is about a unit, and the rule names nobody else', () => {
    expect(levelsOf(policyOfUnit(DEFAULT_ESCALATION, {}))).toEqual([['unit', 5], ...levelsOf(DEFAULT_ESCALATION)]);
    expect(levelsOf(policyOfUnit(DEFAULT_ESCALATION, { firstLevel: 'bureau' }))).toEqual([['bureau', 30]]);
  });

  it('is the bureau’s own order where it is about no hall', () => {
    const own = { ...DEFAULT_ESCALATION, levels: [{ level: 'bureau' as const, afterMin: 10 }] };
    expect(escalationOf(null, { escalation: own })).toEqual(own);
    expect(escalationOf({ hall: {} }, {})).toEqual(DEFAULT_ESCALATION);
  });

  it('is a policy whatever the rule says', () => {
    const level = fc.constantFrom(...DUTY_LEVELS);
    const levels = fc.uniqueArray(fc.record({ level, afterMin: fc.integer({ min: 1, max: 1440 }) }), {
      minLength: 1,
      maxLength: DUTY_LEVELS.length,
      selector: (step) => step.level,
    });
    fc.assert(
      fc.property(
        levels,
        fc.option(level, { nil: undefined }),
        fc.option(levels, { nil: undefined }),
        (usual, firstLevel, own) => {
          const policy = policyUnder({ ...DEFAULT_ESCALATION, levels: usual }, { firstLevel, levels: own });
          expect(EscalationPolicy.safeParse(policy).success).toBe(true);
          if (firstLevel !== undefined) expect(policy.levels[0]?.level).toBe(firstLevel);
        },
      ),
    );
  });
});
