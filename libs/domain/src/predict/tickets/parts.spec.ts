import fc from 'fast-check';
import { viewOf, waiting } from '../hall.fixture';
import { changing } from './changing';
import { demandToday } from './demand';
import { Draws } from './draws';
import { Line } from './line';
import { QuoteErrors } from './quote-errors';
import { quantileOf } from './quantiles';
import { normalQuantile, ServiceTimes } from './service-times';
import { emptyTally, fitPatience, tallyCall, noShowTable } from './no-show-calls';

describe('service times', () => {
  it('have mean 1 and the spread asked for', () => {
    const times = ServiceTimes.of(0.6);
    const all = Array.from({ length: 2048 }, (_, i) => times.fresh((i + 0.5) / 2048));
    const mean = all.reduce((a, b) => a + b, 0) / all.length;
    const sd = Math.sqrt(all.reduce((a, b) => a + (b - mean) ** 2, 0) / all.length);
    expect(mean).toBeCloseTo(1, 2);
    expect(sd).toBeCloseTo(0.6, 1);
  });

  it('leave something to go, and more the longer they have lasted (lognormal tails)', () => {
    const times = ServiceTimes.of(0.6);
    const meanRest = (elapsed: number): number =>
      Array.from({ length: 400 }, (_, i) => times.rest(elapsed, (i + 0.5) / 400)).reduce((a, b) => a + b, 0) / 400;
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 30, noNaN: true }),
        fc.double({ min: 0, max: 0.9999, noNaN: true }),
        (elapsed, u) => {
          expect(times.rest(elapsed, u)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
    expect(meanRest(0)).toBeCloseTo(1, 1);
    expect(meanRest(3)).toBeGreaterThan(meanRest(1));
  });

  it('know the normal quantiles', () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 8);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232, 5);
  });
});

describe('draws', () => {
  it('are even, mirrored on demand and the same for the same seed', () => {
    const draws = new Draws();
    draws.start(11, 4);
    const some = Array.from({ length: 4000 }, () => draws.uniform());
    expect(some.reduce((a, b) => a + b, 0) / 4000).toBeCloseTo(0.5, 1);
    draws.start(11, 4, true);
    for (const u of some.slice(0, 50)) expect(draws.uniform()).toBeCloseTo(1 - u, 8);
  });
});

describe('no-show calls', () => {
  it('are learned from no-shows by wait: a rising curve near what was seen', () => {
    const tally = emptyTally();
    const chance = (wait: number): number => 0.06 + 0.94 / (1 + Math.exp(-(1.6 * Math.log(wait / 90)) / 0.5));
    for (let i = 0; i < 20_000; i++) tallyCall(tally, i % 120, (i * 0.618) % 1 < chance(i % 120));
    const table = noShowTable(tally, fitPatience(tally, 0.1));
    for (const minute of [5, 45, 80, 110]) expect(Math.abs((table[minute] ?? 0) - chance(minute))).toBeLessThan(0.05);
    for (let minute = 1; minute < table.length; minute++)
      expect(table[minute] ?? 0).toBeGreaterThanOrEqual((table[minute - 1] ?? 0) - 0.02);
  });

  it('start from an assumption before anything was seen, never above certainty', () => {
    const table = noShowTable(emptyTally(), fitPatience(emptyTally(), 0.06));
    expect(table[3]).toBeCloseTo(0.06, 2);
    expect(table[80] ?? 0).toBeGreaterThan(0.3);
    expect(Math.max(...table)).toBeLessThanOrEqual(1);
  });
});

describe('the errors of past quotes', () => {
  it('leave a quote alone before anything was seen', () => {
    const { p50, p80, p90 } = new QuoteErrors().adjust(10, 16);
    expect(p50).toBeCloseTo(10, 0);
    expect(p90).toBeCloseTo(16, 0);
    expect(p80).toBeGreaterThan(p50);
  });

  it('move the median and the band to where the truth lay', () => {
    const errors = new QuoteErrors();
    for (let i = 0; i < 40_000; i++) errors.add(10, 16, 12 + 10 * ((i * 0.618) % 1));
    const { p50, p90 } = errors.adjust(10, 16);
    expect(p50).toBeCloseTo(17, 0);
    expect(p90).toBeCloseTo(21, 0);
    const again = new QuoteErrors();
    again.load(errors.toJSON());
    expect(again.adjust(10, 16).p90).toBeCloseTo(p90, 2);
  });

  it('keep the quantiles in order whatever was learned', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: 0, max: 100, noNaN: true }),
            fc.double({ min: 0, max: 60, noNaN: true }),
            fc.double({ min: 0, max: 200, noNaN: true }),
          ),
          { maxLength: 60 },
        ),
        fc.double({ min: 0, max: 150, noNaN: true }),
        (seen, p50) => {
          const errors = new QuoteErrors();
          for (const [a, spread, real] of seen) errors.add(a, a + spread, real);
          const q = errors.adjust(p50, p50 * 1.4);
          expect(q.p50).toBeGreaterThanOrEqual(0);
          expect(q.p80).toBeGreaterThanOrEqual(q.p50);
          expect(q.p90).toBeGreaterThanOrEqual(q.p80);
        },
      ),
    );
  });
});

describe('small parts', () => {
  it('a line calls in order, priority before, however long it gets', () => {
    const line = new Line();
    for (let i = 0; i < 100; i++) line.push(i, 1, 0, 0, i);
    line.pushFront(500, 1, 0, 0);
    expect(line.issued[line.shift()]).toBe(500);
    const next = line.shift();
    expect([line.issued[next], line.probe[next]]).toEqual([0, 0]);
    line.pushFront(501, 1, 0, 0);
    expect(line.issued[line.shift()]).toBe(501);
    expect(line.length).toBe(99);
  });

  it('quantiles lie between the values', () => {
    expect(quantileOf([], 0.5)).toBe(0);
    expect(quantileOf([1, 3], 0.5)).toBe(2);
    expect(quantileOf([1, 2, 3, 4, 5], 0.9)).toBeCloseTo(5, 5);
  });

  it('demand follows what came, by so much as came', () => {
    expect(demandToday([], [1, 1], 30, 0)).toBe(1);
    const busy = demandToday([60, 60], [1, 1], 30, 60);
    expect(busy).toBeGreaterThan(1.2);
    expect(busy).toBeLessThan(2);
  });

  it('a free window beside somebody of another system is changing to it; only one goes for one visitor', () => {
    const linked = { mask: 3n, skills: 3n, home: 0, current: 0, freeSinceMin: 580 };
    const view = viewOf({
      queues: [{}, { waiting: waiting(1) }],
      windows: [{ ...linked, skills: 7n }, linked, { condition: 'busy', mask: 2n }],
    });
    const after = changing(view.windows, view.queues);
    expect(after.map((w) => w.switchingUntilMin)).toEqual([0, 601, 0]);
    expect(after[1]?.current).toBe(1);
    expect(after[0]?.current).toBe(0);
  });
});
