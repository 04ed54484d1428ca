import { z } from 'zod';

const share = z.number().min(0).max(1);
const positive = z.number().positive();
const nonNegative = z.number().min(0);

const item = z.strictObject({
  meanMin: positive,
  share,
  selfService: z.boolean().default(false),
});

const branch = z
  .strictObject({
    code: z.string().min(1),
    windows: z.int().min(0).max(60),
    rho: nonNegative.max(3),
    tilt: z.number().min(-0.5).max(0.5),
    demandFactor: nonNegative.max(10).default(1),
    items: z.array(item).min(1),
  })
  .refine((b) => Math.abs(b.items.reduce((sum, i) => sum + i.share, 0) - 1) < 1e-6, {
    path: ['items'],
    message: 'the shares of the items of a branch must add up to 1',
  });

/** A branch is named by its code or by its place in `branches`, counted from 0. */
const branchName = z.union([z.string().min(1), z.int().min(0)]);

/** The file format of `cockpit bench redirect --scenario`; times in minutes, shares 0–1. */
export const scenarioSchema = z
  .strictObject({
    format: z.literal('hallbench/1'),
    name: z.string().min(1),
    load: positive.max(3),
    branches: z.array(branch).min(1).max(9),
    profile: z.array(nonNegative).length(18),
    weekday: z.array(positive).length(5),
    profileShiftMin: z.number().min(-240).max(240).default(0),
    noise: z.strictObject({
      daySd: nonNegative,
      branchSd: nonNegative,
      slotSd: nonNegative,
      slotPhi: z.number().gt(-1).lt(1),
    }),
    burst: z
      .strictObject({ branch: branchName, people: z.int().min(0).max(5000) })
      .nullable()
      .default(null),
    service: z.strictObject({
      cv: nonNegative.max(5),
      officerSpeedSd: nonNegative.max(1),
      crossSkillFactor: z.number().min(0.5).max(5),
      callMin: nonNegative,
      switchMin: nonNegative.max(60),
      serviceDriftSd: nonNegative.max(2).default(0),
    }),
    visitors: z.strictObject({
      noShow: z.number().min(0).max(0.95),
      patienceMedianMin: positive,
      patienceSigma: nonNegative,
    }),
    skills: z.strictObject({ mono: share, two: share, chain: z.boolean().default(false) }),
    breaks: z.strictObject({
      lunchMin: nonNegative.max(540),
      breakMin: nonNegative.max(120),
      outageProbability: share,
      outageMeanMin: nonNegative,
    }),
    systemOutage: z.strictObject({ branch: branchName, minutes: positive }).nullable().default(null),
    supervisor: z.strictObject({
      acceptance: share,
      replyMin: z.tuple([nonNegative, nonNegative]),
      maxPromptsPerHour: z.int().min(0),
      refusedCooldownMin: nonNegative,
    }),
    selfService: z.strictObject({
      terminals: z.int().min(0).max(200),
      compliance: share,
      meanMin: positive,
      sigma: nonNegative,
      failure: share,
      maxWaitMin: nonNegative,
      guideMin: positive,
      maxItems: z.int().min(0),
    }),
    reserve: z
      .strictObject({ windows: z.int().min(1).max(20), openMin: positive, budgetMin: nonNegative })
      .nullable()
      .default(null),
    /** what the hall knows beforehand of such days: only half hours before `untilMin` have a past; so many come with a booking, of which `showRate` are used */
    past: z
      .strictObject({
        untilMin: nonNegative.max(540),
        bookedShare: share.default(0),
        showRate: positive.max(1).default(0.85),
      })
      .nullable()
      .default(null),
  })
  .superRefine((s, ctx) => {
    const fault = (path: (string | number)[], message: string): void => {
      ctx.addIssue({ code: 'custom', path, message });
    };
    const windows = s.branches.reduce((sum, b) => sum + b.windows, 0);
    if (windows > 60) fault(['branches'], `a hall has at most 60 windows; this one has ${String(windows)}`);
    if (windows === 0 && s.reserve === null) fault(['branches'], 'the hall has no window at all: nobody can be served');
    if (new Set(s.branches.map((b) => b.code)).size < s.branches.length)
      fault(['branches'], 'two branches have the same code');
    if (s.profile.every((p) => p === 0)) fault(['profile'], 'every half hour is 0: no visitor ever comes');
    if (s.skills.mono + s.skills.two > 1 + 1e-9) fault(['skills'], 'mono + two must not exceed 1');
    if (s.supervisor.replyMin[0] > s.supervisor.replyMin[1])
      fault(['supervisor', 'replyMin'], 'the earliest reply is after the latest');
    if (s.breaks.lunchMin + 2 * s.breaks.breakMin >= 540)
      fault(['breaks'], 'lunch and breaks fill the whole day: all windows are closed');
    for (const field of ['burst', 'systemOutage'] as const) {
      const named = s[field]?.branch;
      if (named !== undefined && branchIndex(s.branches, named) < 0)
        fault([field, 'branch'], `no branch is called ${JSON.stringify(named)}`);
    }
  });

export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioBranch = Scenario['branches'][number];

/** Place of a branch named by code or index, −1 when there is none. */
export function branchIndex(branches: readonly { code: string }[], name: string | number): number {
  if (typeof name === 'number') return name < branches.length ? name : -1;
  return branches.findIndex((b) => b.code === name);
}

export type ScenarioResult = { ok: true; scenario: Scenario; remarks: string[] } | { ok: false; faults: string[] };

/** Reads a scenario document. Every fault is listed at once, each with its place and reason. */
export function readScenario(document: unknown): ScenarioResult {
  const parsed = scenarioSchema.safeParse(document);
  if (!parsed.success) {
    return {
      ok: false,
      faults: parsed.error.issues.map((i) => `${i.path.length === 0 ? '(document)' : i.path.join('.')}: ${i.message}`),
    };
  }
  return { ok: true, scenario: parsed.data, remarks: remarksOn(parsed.data) };
}

/** What makes a valid scenario hopeless for some or all prompts, in plain words; empty when nothing does. */
export function remarksOn(s: Scenario): string[] {
  const windows = s.branches.reduce((sum, b) => sum + b.windows, 0);
  const flexible = windows - Math.floor(s.skills.mono * windows + 0.5);
  const remarks: string[] = [];
  if (windows === 1)
    remarks.push('one window: there is no other window to take work over; only self-service and other halls can help');
  if (s.branches.length === 1)
    remarks.push('one queue: every window serves it already; nothing can be linked or reassigned');
  if (flexible === 0 && windows > 1)
    remarks.push('no officer has a second skill: link and reassign prompts are impossible');
  for (const b of s.branches) {
    if (b.windows > 0 || s.reserve !== null) continue;
    const certain = s.skills.mono + s.skills.two < 1 && flexible > 0;
    remarks.push(
      `branch ${b.code} has no window of its own: ${certain ? 'only all-skill officers of other branches can serve it' : 'perhaps nobody can serve its queue'}`,
    );
  }
  if (s.supervisor.acceptance === 0) remarks.push('the supervisor accepts nothing: prompts cannot help');
  if (s.supervisor.maxPromptsPerHour === 0) remarks.push('the prompt budget is 0: only the plan of the day can help');
  if (s.selfService.terminals === 0 || !s.branches.some((b) => b.items.some((i) => i.selfService))) {
    remarks.push('no self-service terminal or no item for it: guide prompts are impossible');
  }
  return remarks;
}
