import { scenarioSchema, type Scenario } from './scenario';

/** The standard hall: 32 windows, four branches, as in `bench/scenarios/standard.json`. */
export const STANDARD: Scenario = scenarioSchema.parse({
  format: 'hallbench/1',
  name: 'standard',
  load: 0.97,
  branches: [
    {
      code: 'household',
      windows: 9,
      rho: 0.92,
      tilt: 0,
      items: [
        { meanMin: 6, share: 0.45, selfService: true },
        { meanMin: 18, share: 0.2 },
        { meanMin: 10, share: 0.35 },
      ],
    },
    {
      code: 'exit-entry',
      windows: 8,
      rho: 0.82,
      tilt: 0.15,
      items: [
        { meanMin: 9, share: 0.5 },
        { meanMin: 5, share: 0.35, selfService: true },
        { meanMin: 22, share: 0.15 },
      ],
    },
    {
      code: 'traffic',
      windows: 11,
      rho: 0.93,
      tilt: -0.12,
      items: [
        { meanMin: 5, share: 0.4, selfService: true },
        { meanMin: 14, share: 0.25 },
        { meanMin: 7, share: 0.35 },
      ],
    },
    {
      code: 'order',
      windows: 4,
      rho: 0.72,
      tilt: 0.05,
      items: [
        { meanMin: 25, share: 0.2 },
        { meanMin: 8, share: 0.5 },
        { meanMin: 6, share: 0.3, selfService: true },
      ],
    },
  ],
  profile: [0.92, 1.15, 1.27, 1.3, 1.24, 1.06, 0.78, 0.6, 0.58, 0.75, 1, 1.2, 1.22, 1.14, 1.05, 0.92, 0.7, 0.3],
  weekday: [1.03, 1, 0.98, 0.98, 1.01],
  noise: { daySd: 0.04, branchSd: 0.15, slotSd: 0.18, slotPhi: 0.6 },
  service: { cv: 0.6, officerSpeedSd: 0.1, crossSkillFactor: 1.1, callMin: 0.5, switchMin: 2 },
  visitors: { noShow: 0.06, patienceMedianMin: 90, patienceSigma: 0.5 },
  skills: { mono: 0.4, two: 0.4 },
  breaks: { lunchMin: 45, breakMin: 10, outageProbability: 0.06, outageMeanMin: 45 },
  supervisor: { acceptance: 0.85, replyMin: [1, 3], maxPromptsPerHour: 12, refusedCooldownMin: 15 },
  selfService: {
    terminals: 6,
    compliance: 0.25,
    meanMin: 4,
    sigma: 0.472,
    failure: 0.08,
    maxWaitMin: 10,
    guideMin: 30,
    maxItems: 2,
  },
});

/** The same hall with two reserve windows. */
export const WITH_RESERVE: Scenario = {
  ...STANDARD,
  name: 'standard with reserve',
  reserve: { windows: 2, openMin: 45, budgetMin: 180 },
};
