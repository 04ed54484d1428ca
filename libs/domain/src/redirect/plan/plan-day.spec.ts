import { DEFAULT_PARAMS } from '../params';
import { jam, queueOf, viewOf, windowOf } from '../test-view';
import { checkPlan, type PlanViolation } from './check';
import { planDay } from './plan-day';
import { planHallFor } from './test-hall';
import type { DayPlan, PlanHall } from './types';

const lunch = { startMin: 240, endMin: 285, kind: 'lunch' as const };
const day = [
  { startMin: 60, endMin: 70, kind: 'break' as const },
  lunch,
  { startMin: 360, endMin: 370, kind: 'break' as const },
];
const PARAMS = { ...DEFAULT_PARAMS, reserveBudgetMin: 180 };

describe('a plan for the rest of the day', () => {
  const windows = jam().windows.map((w) => ({ ...w, absences: [lunch] }));

  it('moves only what is still ahead, never into the past, and keeps lengths', () => {
    const plan = planDay(planHallFor(jam({ nowMin: 262, windows })), DEFAULT_PARAMS);
    expect(plan.madeAtMin).toBe(262);
    for (const [absence] of plan.absences.values()) {
      expect(absence?.startMin).toBeGreaterThanOrEqual(262);
      expect(absence?.startMin).toBeLessThanOrEqual(285);
      expect((absence?.endMin ?? 0) - (absence?.startMin ?? 0)).toBe(45);
    }
  });

  it('leaves an absence where it is when its hours are over', () => {
    const plan = planDay(planHallFor(jam({ nowMin: 300, windows })), DEFAULT_PARAMS);
    for (const [absence] of plan.absences.values()) expect(absence).toEqual(lunch);
  });

  it('lets two windows of one queue go to lunch one after the other', () => {
    const busy = queueOf('q', { ratePerMin: new Float64Array(18).fill(0.17) });
    const plan = planDay(
      planHallFor(
        viewOf([busy], [windowOf(1, 0, { absences: [lunch] }), windowOf(2, 0, { absences: [lunch] })], { nowMin: 0 }),
      ),
      DEFAULT_PARAMS,
    );
    const [a, b] = [...plan.absences.values()].map((own) => own[0]?.startMin ?? 0);
    expect(Math.abs((a ?? 0) - (b ?? 0))).toBeGreaterThanOrEqual(45);
  });

  it('counts who is away already, and links them when they are back', () => {
    const out = windowOf(1, 0, { condition: 'away', backMin: 175, skills: 3n });
    const hall = planHallFor(
      viewOf(
        [queueOf('a'), queueOf('b')],
        [out, ...[2, 3, 4].map((n) => windowOf(n, 0, { absences: [{ ...lunch, startMin: 200, endMin: 245 }] }))],
        { nowMin: 155 },
      ),
    );
    const plan = planDay(hall, DEFAULT_PARAMS);
    expect(plan.linkedFrom.get(0)).toBe(175);
    for (const [one] of plan.absences.values()) expect(one?.startMin ?? 0).toBeGreaterThanOrEqual(175);
    expect(checkPlan(plan, hall, DEFAULT_PARAMS).violations).toEqual([]);
  });

  it('has nothing to say about an empty hall', () => {
    const hall = planHallFor(viewOf([], []), { open: [] });
    expect(planDay(hall, DEFAULT_PARAMS)).toMatchObject({ openings: [], guides: [] });
    expect(checkPlan(planDay(hall, DEFAULT_PARAMS), hall, DEFAULT_PARAMS)).toEqual({ violations: [], forced: [] });
  });
});

describe('a roster that leaves a plan no choice', () => {
  const fixed = { earliestMin: 240, latestMin: 240 };

  it('is kept, and the rule it breaks itself is named with its time', () => {
    const windows = [1, 2, 3, 4].map((n) => windowOf(n, 0, { absences: [lunch] }));
    const hall = planHallFor(viewOf([queueOf('q')], windows, { nowMin: 0 }), {
      hours: [[fixed], [fixed], [fixed], [{ earliestMin: 150, latestMin: 285 }]],
    });
    const plan = planDay(hall, DEFAULT_PARAMS);
    const own = [0, 1, 2, 3].map((w) => plan.absences.get(w)?.[0]?.startMin ?? 0);
    expect(own.slice(0, 3)).toEqual([240, 240, 240]);
    expect(Math.abs((own[3] ?? 0) - 240)).toBeGreaterThanOrEqual(45);
    const { violations, forced } = checkPlan(plan, hall, DEFAULT_PARAMS);
    expect(violations).toEqual([]);
    expect(forced).toContainEqual({
      rule: 'zone-third',
      cause: 'roster',
      zone: 0,
      fromMin: 240,
      untilMin: 285,
      windows: [0, 1, 2],
      away: 3,
      allowed: 1,
    });
  });

  it('sends as few at once as the hours allow', () => {
    const short = { earliestMin: 240, latestMin: 285 };
    const windows = [1, 2, 3].map((n) => windowOf(n, 0, { absences: [lunch] }));
    const hall = planHallFor(viewOf([queueOf('q', { ratePerMin: new Float64Array(18) })], windows, { nowMin: 0 }), {
      hours: [[short], [short], [short]],
    });
    const { violations, forced } = checkPlan(planDay(hall, DEFAULT_PARAMS), hall, DEFAULT_PARAMS);
    expect(violations).toEqual([]);
    expect(forced).toMatchObject([{ rule: 'zone-third', cause: 'hours', away: 2, allowed: 1 }]);
  });
});

describe('the rules', () => {
  const calm = queueOf('a', { ratePerMin: new Float64Array(18).fill(0.05) });
  const windows = [
    ...[1, 2, 3, 4, 5, 6].map((n) => windowOf(n, 0, { absences: day, skills: 3n })),
    windowOf(7, 1, { absences: day }),
    windowOf(8, -1, { reserve: true, condition: 'closed', skills: 3n, mask: 3n }),
  ];
  const item = (channels: readonly 'self-service'[]) => ({
    code: 'i',
    name: 'i',
    queue: 0,
    meanMin: 5,
    share: 1,
    channels,
    guidedUntilMin: -Infinity,
  });
  const view = viewOf([calm, queueOf('b', { ratePerMin: new Float64Array(18) })], windows, {
    nowMin: 0,
    reserveLeftMin: 180,
    items: [item(['self-service']), item([]), item(['self-service']), item(['self-service'])],
  });
  const hall: PlanHall = planHallFor(view, {
    open: [
      { fromMin: 0, toMin: 210 },
      { fromMin: 300, toMin: 540 },
    ],
    counters: windows.map((_, w) => (w < 2 ? 'c1' : null)),
  });
  const sound = planDay(hall, PARAMS);
  const starting = (changes: Record<number, [number, number, number]>): DayPlan => ({
    ...sound,
    absences: new Map(
      [...sound.absences].map(([w, own]) => [
        w,
        own.map((one, a) => {
          const startMin = changes[w]?.[a] ?? one.startMin;
          return { ...one, startMin, endMin: startMin + one.endMin - one.startMin };
        }),
      ]),
    ),
  });
  const broken = (plan: DayPlan, changed: PlanHall = hall): PlanViolation['rule'][] => [
    ...new Set(checkPlan(plan, changed, PARAMS).violations.map(({ rule }) => rule)),
  ];

  it('are all kept by the planner', () => {
    expect(checkPlan(sound, hall, PARAMS)).toEqual({ violations: [], forced: [] });
  });

  it.each<[PlanViolation['rule'], DayPlan]>([
    ['complete', { ...sound, absences: new Map([...sound.absences].filter(([w]) => w !== 3)) }],
    [
      'complete',
      {
        ...sound,
        absences: new Map(
          [...sound.absences].map(([w, own]) => [w, own.map((one) => ({ ...one, endMin: one.endMin - 1 }))]),
        ),
      },
    ],
    ['hours', starting({ 2: [20, 150, 400] })],
    ['gap', starting({ 2: [140, 165, 400] })],
    ['zone-third', starting({ 2: [30, 160, 400], 3: [60, 160, 420], 4: [90, 160, 440] })],
    ['hall-third', starting({ 0: [30, 195, 400], 2: [30, 195, 400], 6: [30, 195, 400] })],
    ['counter', starting({ 0: [30, 195, 400], 1: [30, 195, 450] })],
    ['skills', { ...sound, masks: new Map([[6, 3n]]) }],
    ['reserve-window', { ...sound, openings: [{ window: 0, atMin: 30, untilMin: 75 }] }],
    [
      'reserve-window',
      {
        ...sound,
        openings: [
          { window: 7, atMin: 30, untilMin: 75 },
          { window: 7, atMin: 60, untilMin: 105 },
        ],
      },
    ],
    ['reserve-budget', { ...sound, openings: [{ window: 7, atMin: 10, untilMin: 200 }] }],
    ['doors', { ...sound, openings: [{ window: 7, atMin: 500, untilMin: 545 }] }],
    ['doors', { ...sound, guides: [{ item: 0, fromMin: 210, untilMin: 240 }] }],
    ['guides-at-once', { ...sound, guides: [0, 2, 3].map((i) => ({ item: i, fromMin: 30, untilMin: 60 })) }],
    ['terminal', { ...sound, guides: [{ item: 1, fromMin: 30, untilMin: 60 }] }],
  ])('find a plan that breaks %s', (rule, plan) => {
    expect(broken(plan)).toContain(rule);
  });

  it('find guiding to a terminal that the hall does not have, and a link of somebody who is away', () => {
    expect(
      broken(
        { ...sound, guides: [{ item: 0, fromMin: 30, untilMin: 60 }] },
        { ...hall, onTerminal: [false, false, false, false] },
      ),
    ).toEqual(['terminal']);
    const away = {
      ...hall,
      view: {
        ...view,
        windows: windows.map((w, i) => (i === 0 ? { ...w, condition: 'away' as const, backMin: 20 } : w)),
      },
    };
    expect(broken(sound, away)).toContain('link-while-away');
  });

  it('find somebody sent away in the rush who could go when it is quiet', () => {
    const rush = queueOf('a', {
      ratePerMin: Float64Array.from({ length: 18 }, (_, slot) => (slot === 2 ? 0.55 : 0.05)),
    });
    const busy: PlanHall = { ...hall, view: { ...view, queues: [rush, ...view.queues.slice(1)] } };
    const plan = planDay(busy, PARAMS);
    expect(checkPlan(plan, busy, PARAMS)).toEqual({ violations: [], forced: [] });
    for (const own of [...plan.absences].flatMap(([w, all]) => (w < 6 ? all : [])))
      expect(own.endMin <= 60 || own.startMin >= 90).toBe(true);
    const pushed = {
      ...plan,
      absences: new Map(
        [...plan.absences].map(([w, own]) => [
          w,
          w === 3 ? own.map((one, a) => (a === 0 ? { ...one, startMin: 70, endMin: 80 } : one)) : own,
        ]),
      ),
    };
    expect(broken(pushed, busy)).toEqual(['demand']);
  });
});
