import fc from 'fast-check';
import { coverOf, type WatchedTerminal } from './terminal-cover';

const HOUR = 3_600_000;
const watch = (from: number, to: number) => ({ from: from * HOUR, to: to * HOUR });
const span = (state: 'up' | 'fault' | 'silent', from: number, to: number) => ({ state, ...watch(from, to) });

/** Consecutive spans, as in the fold of a terminal. */
const spans = fc
  .array(fc.tuple(fc.constantFrom('up', 'fault', 'silent', null), fc.integer({ min: 1, max: 9 })), { maxLength: 9 })
  .map((steps) => {
    let at = 0;
    return steps.flatMap(([state, hours]) => {
      const from = at;
      at += hours;
      return state === null ? [] : [span(state, from, at)];
    });
  });
const watched = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 })), { maxLength: 4 })
  .map((all) => all.map(([from, hours]) => watch(from, from + hours)));
const terminal: fc.Arbitrary<WatchedTerminal> = fc.record({ allDay: fc.boolean(), watched, spans });
const all = fc.array(terminal, { maxLength: 5 });

describe('how terminals served', () => {
  it('is up, down or unknown at every moment that was watched', () => {
    fc.assert(
      fc.property(all, (some) => {
        for (const time of [coverOf(some).all, coverOf(some).ofAllDay]) {
          expect(time.upMs + time.downMs + time.unknownMs).toBe(time.watchedMs);
          expect(Math.min(time.upMs, time.downMs, time.unknownMs)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('adds up over places, and an area serves at least as much of the day as any of its 24-hour terminals', () => {
    fc.assert(
      fc.property(all, all, (here, there) => {
        const [first, second, both] = [coverOf(here), coverOf(there), coverOf([...here, ...there])];
        expect(both.all.upMs).toBe(first.all.upMs + second.all.upMs);
        expect(both.all.unknownMs).toBe(first.all.unknownMs + second.all.unknownMs);
        expect(both.servedMs).toBeGreaterThanOrEqual(Math.max(first.servedMs, second.servedMs));
        expect(both.servedMs).toBeLessThanOrEqual(both.dayAndNightMs);
      }),
    );
  });

  it('counts a night in which one machine replaces another', () => {
    const day = { allDay: true, watched: [watch(0, 24)] };
    const cover = coverOf([
      { ...day, spans: [span('up', 0, 10), span('fault', 10, 24)] },
      { ...day, spans: [span('up', 9, 20)] },
      { allDay: false, watched: [watch(9, 17)], spans: [span('up', 0, 16)] },
    ]);
    expect(cover).toEqual({
      terminals: 3,
      allDay: 2,
      servedMs: 20 * HOUR,
      dayAndNightMs: 24 * HOUR,
      ofAllDay: { watchedMs: 48 * HOUR, upMs: 21 * HOUR, downMs: 14 * HOUR, unknownMs: 13 * HOUR },
      all: { watchedMs: 56 * HOUR, upMs: 28 * HOUR, downMs: 14 * HOUR, unknownMs: 14 * HOUR },
    });
  });
});
