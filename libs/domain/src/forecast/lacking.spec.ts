import fc from 'fast-check';
import { longestWait, peopleLacking, shortStretches, waitsOf, type WorkToCome } from './lacking';

const TARGET = 15;
const slot = (workMin: number, people: number): WorkToCome => ({ lengthMin: 30, workMin, staffedMin: people * 30 });
const drawn = fc.record({
  slots: fc.array(
    fc.record({
      lengthMin: fc.constantFrom(0, 7, 30),
      workMin: fc.integer({ min: 0, max: 400 }),
      staffedMin: fc.integer({ min: 0, max: 300 }),
    }),
    { maxLength: 18 },
  ),
  backlogMin: fc.integer({ min: 0, max: 600 }),
});

const lackingOf = (slots: WorkToCome[], backlogMin = 0): number => peopleLacking(slots, backlogMin, TARGET);

describe('people lacking', () => {
  it('are none where the wait that is foretold never passes its target, and else as many as keep it there', () => {
    fc.assert(
      fc.property(drawn, ({ slots, backlogMin }) => {
        const people = lackingOf(slots, backlogMin);
        const waitWith = (more: number): number => longestWait(slots, backlogMin, more);
        if (waitWith(0) <= TARGET) expect(people).toBe(0);
        expect(waitWith(people)).toBeLessThanOrEqual(TARGET);
        if (people > 0) expect(waitWith(people - 1)).toBeGreaterThan(TARGET);
      }),
    );
  });

  it('are none for a few minutes of work among several, and some where it piles up all morning', () => {
    const calm = [slot(247, 8), slot(200, 8), slot(150, 8)];
    expect([longestWait(calm, 0), lackingOf(calm)]).toEqual([7 / 8, 0]);
    const morning = Array.from({ length: 6 }, () => slot(200, 5));
    expect([longestWait(morning, 0), lackingOf(morning)]).toEqual([60, 2]);
  });

  it('are told where nobody is there at all, and not because the doors are shut', () => {
    expect(lackingOf([slot(40, 0)])).toBe(1);
    expect(lackingOf([slot(100, 3), slot(0, 0)])).toBe(0);
    expect(lackingOf([], 40)).toBe(0);
  });
});

describe('stretches in which people are lacking', () => {
  const days = drawn.map(({ slots }) => slots.map((slot) => ({ ...slot, lengthMin: 30 })));

  it('lack at most as many at once as the day does, and are none where it lacks nobody', () => {
    fc.assert(
      fc.property(days, (slots) => {
        const most = Math.max(0, ...shortStretches(slots, TARGET).map(({ people }) => people));
        expect(most).toBe(peopleLacking(slots, 0, TARGET));
      }),
    );
  });

  it('lie apart, in order, and with so many more during each of them nobody waits too long in it', () => {
    fc.assert(
      fc.property(days, (slots) => {
        let end = -1;
        for (const { first, last, people } of shortStretches(slots, TARGET)) {
          expect(first).toBeGreaterThan(end);
          expect(people).toBeGreaterThan(0);
          const waits = waitsOf(slots, 0, people, { first, last }).slice(first, last + 1);
          expect(Math.max(...waits)).toBeLessThanOrEqual(TARGET);
          end = last;
        }
      }),
    );
  });

  it('begin when work is left over, and end when nobody waits too long', () => {
    const day = [slot(100, 4), slot(150, 4), slot(180, 4), slot(60, 4), slot(100, 4)];
    expect(shortStretches(day, TARGET)).toEqual([{ first: 1, last: 2, people: 1 }]);
    expect(shortStretches([slot(100, 4)], TARGET)).toEqual([]);
  });
});
