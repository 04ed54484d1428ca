import fc from 'fast-check';
import type { HallConfig, WindowConfig } from '../live';
import { smallHall } from '../live/testing';
import { DEFAULT_PARAMS } from '../redirect/params';
import type { PlannedAbsence } from '../redirect/plan';
import { has } from '../queue-set';
import { planHallDay, type CheckedPlan } from './bench-plan';

const MINUTE = 60_000;
const OPENING = smallHall().forecast.start;
const PARAMS = { ...DEFAULT_PARAMS, reserveBudgetMin: 180 };
const time = (minute: number): number => OPENING + minute * MINUTE;

interface Officer {
  home: number;
  skills: number[];
  breaks: [number, number, number];
  bounds: 'usual' | 'named' | 'fixed';
  slackMin: number;
  counter: number;
}
interface Sketch {
  queues: { rate: number; mean: number }[];
  officers: Officer[];
  reserve: number;
  noon: boolean;
  terminals: number;
  lunchMin: number;
  slots: number[];
}

const sketches = (usualOnly: boolean): fc.Arbitrary<Sketch> =>
  fc.integer({ min: 1, max: 9 }).chain((queues) =>
    fc.record({
      queues: fc.array(
        fc.record({
          rate: fc.double({ min: 0, max: 0.12, noNaN: true }),
          mean: fc.double({ min: 4, max: 20, noNaN: true }),
        }),
        { minLength: queues, maxLength: queues },
      ),
      officers: fc.oneof(
        { weight: 7, arbitrary: officers(queues, 16, usualOnly) },
        { weight: 1, arbitrary: officers(queues, 60, usualOnly) },
      ),
      reserve: fc.integer({ min: 0, max: 2 }),
      noon: usualOnly ? fc.constant(false) : fc.boolean(),
      terminals: fc.integer({ min: 0, max: 6 }),
      lunchMin: fc.constantFrom(30, 45, 60),
      slots: fc.array(fc.double({ min: 0.2, max: 2, noNaN: true }), { minLength: 18, maxLength: 18 }),
    }),
  );

const officers = (queues: number, most: number, usualOnly: boolean): fc.Arbitrary<Officer[]> =>
  fc.array(
    fc.record({
      home: fc.integer({ min: 0, max: queues - 1 }),
      skills: fc.array(fc.integer({ min: 0, max: queues - 1 }), { maxLength: 3 }),
      breaks: fc.tuple(
        fc.integer({ min: 30, max: 105 }),
        fc.integer({ min: 150, max: 270 }),
        fc.integer({ min: 370, max: 450 }),
      ),
      bounds: usualOnly
        ? fc.constant('usual' as const)
        : fc.constantFrom('usual' as const, 'usual' as const, 'named' as const, 'fixed' as const),
      slackMin: fc.integer({ min: 0, max: 40 }),
      counter: usualOnly ? fc.constant(-1) : fc.integer({ min: -3, max: 2 }),
    }),
    { minLength: 1, maxLength: most },
  );

function hallOf(s: Sketch): HallConfig {
  const code = (q: number): string => `q${String(q)}`;
  const windowAt = (
    id: string,
    kind: WindowConfig['kind'],
    queues: string[],
    roster: WindowConfig['roster'],
  ): WindowConfig => ({ id, number: id.slice(1), kind, queues, homeQueue: queues[0] ?? '', switchMin: 2, roster });
  const rosterOf = (o: Officer, i: number): WindowConfig['roster'][number] => ({
    officerId: `o${String(i)}`,
    from: OPENING,
    to: time(540),
    ...(o.counter < 0 ? {} : { counter: `c${String(o.counter)}` }),
    breaks: o.breaks.map((start, n) => {
      const slack = o.bounds === 'fixed' ? 0 : o.slackMin;
      return {
        kind: n === 1 ? ('lunch' as const) : ('break' as const),
        from: time(start),
        to: time(start + (n === 1 ? s.lunchMin : 10)),
        ...(o.bounds === 'usual' ? {} : { earliest: time(start - slack), latest: time(start + slack) }),
      };
    }),
  });
  const small = smallHall();
  return smallHall({
    hall: {
      ...small.hall,
      terminals: Array.from({ length: s.terminals }, (_, t) => ({
        id: `t${String(t)}`,
        name: 't',
        items: t === 0 ? ['i0'] : [],
        allDay: false,
      })),
    },
    queues: s.queues.map((_, q) => ({ code: code(q), name: code(q), branch: code(q), waitTargetMin: 15 })),
    windows: [
      ...s.officers.map((o, i) => windowAt(`w${String(i)}`, 'specialised', [code(o.home)], [rosterOf(o, i)])),
      ...Array.from({ length: s.reserve }, (_, r) =>
        windowAt(
          `r${String(r)}`,
          'reserve',
          s.queues.map((_, q) => code(q)),
          [],
        ),
      ),
    ],
    officers: s.officers.map((o, i) => ({
      id: `o${String(i)}`,
      name: '',
      homeQueue: code(o.home),
      authorisations: [],
      skills: [...new Set([o.home, ...o.skills])].map(code),
    })),
    items: s.queues.flatMap((q, n) =>
      [0.6, 0.4].map((share, k) => ({
        code: `i${String(2 * n + k)}`,
        name: 'i',
        queue: code(n),
        meanServiceMin: q.mean,
        share,
        selfService: k === 0,
        mobile: false,
      })),
    ),
    open: s.noon
      ? [
          { from: OPENING, to: time(210) },
          { from: time(300), to: time(540) },
        ]
      : [{ from: OPENING, to: time(540) }],
    forecast: {
      slotMin: 30,
      start: OPENING,
      noShowRate: 0.06,
      queues: Object.fromEntries(
        s.queues.map((q, n) => [
          code(n),
          s.slots.map((shape, slot) =>
            s.noon && slot >= 7 && slot < 10
              ? 0
              : shape * q.rate * 30 * Math.max(1, s.officers.filter(({ home }) => home === n).length),
          ),
        ]),
      ),
      service: Object.fromEntries(s.queues.map((q, n) => [code(n), { meanMin: q.mean, cv: 0.6 }])),
    },
  });
}

const isOpen = ({ open }: HallConfig, minute: number): boolean =>
  open.some(({ from, to }) => time(minute) >= from && time(minute) < to);

/** Counted anew from nothing but the organisation and who is away when. */
function count(
  config: HallConfig,
  s: Sketch,
  absences: ReadonlyMap<number, readonly PlannedAbsence[]>,
): { limits: number; short: number; over: { zone: number; minute: number }[]; emptied: number } {
  let [limits, short, emptied] = [0, 0, 0];
  const over: { zone: number; minute: number }[] = [];
  const sizes = s.queues.map((_, q) => s.officers.filter(({ home }) => home === q).length);
  for (let minute = 0; minute < 540; minute += 1) {
    const away = s.queues.map(() => 0);
    const counters = new Map<number, number>();
    for (const [w, own] of absences) {
      const { home, counter } = s.officers[w] ?? { home: 0, counter: -1 };
      if (!own.some((one) => one.startMin <= minute && minute < one.endMin)) continue;
      away[home] = (away[home] ?? 0) + 1;
      if (counter >= 0) counters.set(counter, (counters.get(counter) ?? 0) + 1);
    }
    for (const n of counters.values()) limits += Math.max(0, n - 1) ** 2;
    if (!isOpen(config, minute)) continue;
    const all = away.reduce((sum, n) => sum + n, 0);
    limits += Math.max(0, all - Math.max(1, Math.floor(s.officers.length / 3))) ** 2;
    if (all > Math.max(1, Math.floor(s.officers.length / 3))) over.push({ zone: -1, minute });
    away.forEach((n, zone) => {
      const size = sizes[zone] ?? 0;
      if (size >= 2 && n === size) emptied += 1;
      const beyond = Math.max(0, n - Math.max(1, Math.floor(size / 3)));
      limits += beyond ** 2;
      if (beyond > 0) over.push({ zone, minute });
      const people = (config.forecast.queues[`q${String(zone)}`]?.[Math.floor(minute / 30)] ?? 0) / 30;
      short +=
        Math.max(0, 1.05 * people * (s.queues[zone]?.mean ?? 0) * 0.94 - (size - n)) ** 2 -
        Math.max(0, 1.05 * people * (s.queues[zone]?.mean ?? 0) * 0.94 - size) ** 2;
    });
  }
  return { limits, short, over, emptied };
}

const rosterOf = (s: Sketch): Map<number, PlannedAbsence[]> =>
  new Map(
    s.officers.map((o, w) => [
      w,
      o.breaks.map((startMin, n) => ({
        kind: n === 1 ? ('lunch' as const) : ('break' as const),
        startMin,
        endMin: startMin + (n === 1 ? s.lunchMin : 10),
      })),
    ]),
  );

function lawsOfOfficers(s: Sketch, { plan }: CheckedPlan): void {
  expect(plan.absences.size).toBe(s.officers.length);
  s.officers.forEach((o, w) => {
    const own = plan.absences.get(w) ?? [];
    expect(own.map(({ kind, startMin, endMin }) => [kind, endMin - startMin])).toEqual([
      ['break', 10],
      ['lunch', s.lunchMin],
      ['break', 10],
    ]);
    own.forEach(({ startMin, endMin }, n) => {
      const slack = o.bounds === 'fixed' ? 0 : o.bounds === 'named' ? o.slackMin : Infinity;
      expect(Math.abs(startMin - (o.breaks[n] ?? 0))).toBeLessThanOrEqual(slack);
      expect(startMin).toBeGreaterThanOrEqual(0);
      expect(endMin).toBeLessThanOrEqual(540);
      const next = own[n + 1];
      if (next !== undefined)
        expect(next.startMin - endMin).toBeGreaterThanOrEqual(
          Math.min(30, (o.breaks[n + 1] ?? 0) - (o.breaks[n] ?? 0) - (endMin - startMin)),
        );
    });
  });
}

function lawsOfTheRest(config: HallConfig, s: Sketch, { plan }: CheckedPlan): void {
  for (const [w, mask] of plan.masks) {
    const o = s.officers[w];
    s.queues.forEach((_, q) => {
      if (has(mask, q)) expect([o?.home, ...(o?.skills ?? [])]).toContain(q);
    });
  }
  expect(plan.openings.reduce((sum, { atMin, untilMin }) => sum + untilMin - atMin, 0)).toBeLessThanOrEqual(180);
  for (const { window, atMin, untilMin } of plan.openings)
    expect([config.windows[window]?.kind, isOpen(config, atMin), isOpen(config, untilMin - 1e-6)]).toEqual([
      'reserve',
      true,
      true,
    ]);
  for (const { item, fromMin, untilMin } of plan.guides) {
    expect([
      isOpen(config, fromMin),
      isOpen(config, untilMin - 1e-6),
      config.items[item]?.selfService,
      s.terminals > 1 || (s.terminals === 1 && item === 0),
    ]).toEqual([true, true, true, true]);
    expect(plan.guides.filter((one) => one.fromMin <= fromMin && fromMin < one.untilMin).length).toBeLessThanOrEqual(2);
  }
}

describe('a plan of any hall', () => {
  it('breaks no rule, gives every officer every absence, and keeps limits at least as well as the roster does', () => {
    fc.assert(
      fc.property(
        sketches(false),
        fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.nat()), { minLength: 8, maxLength: 8 }),
        (s, tries) => {
          const config = hallOf(s);
          const checked = planHallDay(config, PARAMS);
          expect(checked.violations).toEqual([]);
          lawsOfOfficers(s, checked);
          lawsOfTheRest(config, s, checked);
          const mine = count(config, s, checked.plan.absences);
          const roster = count(config, s, rosterOf(s));
          expect(mine.limits).toBeLessThanOrEqual(roster.limits);
          if (mine.limits === roster.limits) expect(mine.short).toBeLessThanOrEqual(roster.short + 1e-6);
          // Whatever is beyond a limit is named, with its time.
          for (const { zone, minute } of mine.over)
            expect(
              checked.forced.some(
                (f) =>
                  f.rule.endsWith('third') &&
                  (f.zone === zone || zone < 0) &&
                  f.fromMin <= minute &&
                  minute < f.untilMin,
              ),
            ).toBe(true);
          // No single absence has a better place: it would break a limit more or leave the branch shorter.
          for (const [w, a, by] of tries) {
            const moved = moveOne(s, checked, w, a, by);
            if (moved === null) continue;
            const other = count(config, s, moved);
            expect(
              other.limits > mine.limits || (other.limits === mine.limits && other.short >= mine.short - 1e-3),
            ).toBe(true);
          }
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  });

  it('never has more than a third of a branch or of the hall away where the usual hours hold', () => {
    fc.assert(
      fc.property(sketches(true), (s) => {
        const config = hallOf(s);
        const checked = planHallDay(config, PARAMS);
        const { over, emptied } = count(config, s, checked.plan.absences);
        expect({ over, emptied, violations: checked.violations }).toEqual({ over: [], emptied: 0, violations: [] });
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});

/** One absence somewhere else within its hours; null where that leaves no room. */
function moveOne(
  s: Sketch,
  { plan, hall }: CheckedPlan,
  pickW: number,
  a: number,
  by: number,
): Map<number, PlannedAbsence[]> | null {
  const w = pickW % s.officers.length;
  const hours = hall.hours[w]?.[a];
  const own = [...(plan.absences.get(w) ?? [])];
  const one = own[a];
  if (hours === undefined || one === undefined) return null;
  const places = Math.floor((hours.latestMin - hours.earliestMin) / 5) + 1;
  const startMin = Math.ceil(hours.earliestMin / 5) * 5 + 5 * (by % Math.max(1, places));
  if (startMin > hours.latestMin) return null;
  own[a] = { ...one, startMin, endMin: startMin + one.endMin - one.startMin };
  for (const n of [a - 1, a]) {
    const [before, after] = [own[n], own[n + 1]];
    if (before !== undefined && after !== undefined && after.startMin - before.endMin < 30) return null;
  }
  return new Map([...plan.absences].map(([v, all]) => [v, v === w ? own : [...all]]));
}
