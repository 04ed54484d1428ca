import { cameTrue } from './came-true';
import { makeDay } from './day';
import { scenarioParams } from './policies';
import { STANDARD } from './scenarios';

const SCENARIO = {
  ...STANDARD,
  branches: STANDARD.branches.slice(0, 2).map((branch) => ({ ...branch, windows: 3, rho: 1.05 })),
};

describe('what came true of the prompts of a day', () => {
  it('holds every answered prompt against the day without it, the same every time', () => {
    const play = (): ReturnType<typeof cameTrue> => cameTrue(makeDay(SCENARIO, 1001), scenarioParams(SCENARIO));
    const { score, outcomes } = play();
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.length).toBeLessThanOrEqual(score.prompts);
    expect(outcomes.some(({ savedMin }) => savedMin !== 0)).toBe(true);
    expect(play().outcomes).toEqual(outcomes);
  }, 120_000);

  it('saves nothing where guiding finds nobody to go', () => {
    const nobody = { ...SCENARIO, selfService: { ...SCENARIO.selfService, compliance: 0 } };
    const { outcomes } = cameTrue(makeDay(nobody, 1001), { ...scenarioParams(SCENARIO), kinds: ['guide'] });
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.every(({ savedMin }) => savedMin === 0)).toBe(true);
  }, 120_000);
});
