import fc from 'fast-check';
import { REPLAN, replanDue, type ReplanFacts } from './replan-due';

const MINUTE = 60_000;
const OPEN = Date.UTC(2026, 9, 26, 0, 30);
const at = (minute: number): number => OPEN + minute * MINUTE;
const CLOSES = at(540);

const half = (slot: number, came: number): ReplanFacts['halfHours'][number] => ({
  from: at(slot * 30),
  came,
  low: 20,
  high: 40,
});
const facts = (minute: number, over: Partial<ReplanFacts> = {}): ReplanFacts => ({
  now: at(minute),
  closesAt: CLOSES,
  knownAt: at(0),
  offered: 0,
  waiting: false,
  halfHours: [],
  away: [],
  refused: [],
  ...over,
});

/** What happens on a random day, and whether whoever is asked answers at once or lets it lapse. */
const days = fc.record({
  came: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 18, maxLength: 18 }),
  away: fc.array(fc.record({ number: fc.constantFrom('1', '2', '3'), minute: fc.integer({ min: 0, max: 540 }) })),
  refused: fc.array(fc.record({ number: fc.constantFrom('8', '9'), minute: fc.integer({ min: 0, max: 540 }) })),
  answersAfter: fc.integer({ min: 0, max: 20 }),
  worth: fc.boolean(),
});
type Day = typeof days extends fc.Arbitrary<infer D> ? D : never;

/** Looks each minute, as the worker does. @returns minutes and reasons of what was looked for */
function played({ came, away, refused, answersAfter, worth }: Day) {
  const found: { minute: number; code: string; waiting: boolean }[] = [];
  let [knownAt, offered, waitsUntil] = [at(-5), 0, -1];
  for (let minute = 1; minute < 540; minute += 1) {
    const waiting = minute < waitsUntil;
    const reason = replanDue({
      ...facts(minute, { knownAt, offered, waiting }),
      halfHours: came.slice(0, Math.floor(minute / 30)).map((n, slot) => half(slot, n)),
      away: away.flatMap((one) => (one.minute <= minute ? [{ number: one.number, since: at(one.minute) }] : [])),
      refused: refused.flatMap((one) => (one.minute <= minute ? [{ number: one.number, at: at(one.minute) }] : [])),
    });
    if (reason === null) continue;
    found.push({ minute, code: reason.code, waiting });
    knownAt = at(minute);
    if (!worth) continue;
    offered += 1;
    waitsUntil = minute + Math.min(answersAfter, REPLAN.openMin);
  }
  return found;
}

describe('whether the rest of a day is planned anew', () => {
  it('on any day at most three times, never while one waits, nor soon after another, nor when the day is nearly over', () => {
    fc.assert(
      fc.property(days, (day) => {
        const found = played(day);
        expect(played(day)).toEqual(found);
        if (day.worth) expect(found.length).toBeLessThanOrEqual(REPLAN.mostADay);
        found.forEach(({ minute, waiting }, i) => {
          expect(waiting).toBe(false);
          expect(minute).toBeLessThanOrEqual(540 - REPLAN.leastLeftMin);
          expect(minute - (found[i - 1]?.minute ?? -5)).toBeGreaterThanOrEqual(REPLAN.quietMin);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('never without a reason that came after the plan that is known', () => {
    fc.assert(
      fc.property(days, (day) => {
        const found = played(day);
        found.forEach(({ minute, code }, i) => {
          const before = found[i - 1]?.minute ?? -5;
          const since = (all: readonly { minute: number }[], latest: number): boolean =>
            all.some((one) => one.minute >= before && one.minute <= latest);
          if (code === 'officer-away') expect(since(day.away, minute - REPLAN.awayMin)).toBe(true);
          if (code === 'reserve-refused') expect(since(day.refused, minute)).toBe(true);
          if (code === 'forecast-missed') {
            const slots = day.came.slice(Math.ceil(before / 30), Math.floor(minute / 30)).slice(-2);
            expect(slots.length === 2 && (slots.every((n) => n > 40) || slots.every((n) => n < 20))).toBe(true);
          }
        });
        // a day on which all goes as foreseen
        const calm = { ...day, came: day.came.map(() => 30), away: [], refused: [] };
        expect(played(calm)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('is said with its reason and its window', () => {
    const missed = [half(0, 41), half(1, 60)];
    expect(replanDue(facts(60, { halfHours: missed }))).toEqual({ code: 'forecast-missed', number: null });
    expect(replanDue(facts(60, { halfHours: [half(0, 41), half(1, 19)] }))).toBeNull();
    expect(replanDue(facts(90, { halfHours: [...missed, half(2, 40)] }))).toBeNull();
    // the first of both was known when the plan was made
    expect(replanDue(facts(60, { halfHours: missed, knownAt: at(1) }))).toBeNull();
    const away = [{ number: '7', since: at(50) }];
    expect([replanDue(facts(64, { away })), replanDue(facts(65, { away }))]).toEqual([
      null,
      { code: 'officer-away', number: '7' },
    ]);
    const refused = [{ number: '9', at: at(62) }];
    expect(replanDue(facts(65, { away, refused }))).toEqual({ code: 'reserve-refused', number: '9' });
    expect(replanDue(facts(65, { refused, offered: 3 }))).toBeNull();
  });
});
