import fc from 'fast-check';
import { summed, type BackTestDay, type LoadForecast } from '@cockpit/contracts';
import {
  cameSoFar,
  departure,
  drawnOf,
  leftAtEnd,
  loadOption,
  pileUp,
  placeOf,
  scaleOf,
  tightest,
  stepOf,
} from './load-option';

const HALF_HOUR = 1_800_000;
const NINE = Date.parse('2026-03-04T09:00:00+08:00');
const slot = (
  half: number,
  workMin: number,
  staffedMin: number | null,
  came: number | null = null,
): LoadForecast['queues'][number]['slots'][number] => ({
  at: new Date(NINE + half * 1_800_000).toISOString(),
  arrivals: 10,
  arrivalsLow: 6,
  arrivalsHigh: 14,
  came,
  workMin,
  workLowMin: workMin - 10,
  workHighMin: workMin + 10,
  staffedMin,
  carriedMin: null,
});

describe('work beside staff', () => {
  const slots = [slot(0, 90, 30, 12), slot(1, 60, 60), slot(2, 80, 60)];

  it('is tightest where most work still to come finds nobody', () => {
    expect(tightest(slots, NINE + HALF_HOUR, HALF_HOUR)).toMatchObject({ at: NINE + 3_600_000, shortMin: 20 });
    expect(tightest([slot(0, 10, 60)], NINE, HALF_HOUR)).toBeNull();
    expect(tightest([slot(0, 90, null)], NINE, HALF_HOUR)).toBeNull();
  });

  it('ends when the slot does, however long slots are, and is over then', () => {
    const hours = [{ ...slot(0, 90, 30) }, { ...slot(2, 70, 60) }];
    expect(tightest(hours, NINE + 45 * 60_000, 3_600_000)).toMatchObject({ at: NINE, until: NINE + 3_600_000 });
    expect(tightest(hours, NINE + 3_600_000, 3_600_000)).toMatchObject({ at: NINE + 3_600_000, shortMin: 10 });
    expect(tightest(slots, NINE + 20 * 60_000, 900_000)).toMatchObject({ until: NINE + 3_600_000 + 900_000 });
  });

  it('counts the backlog as work that has to be done', () => {
    const [first, ...rest] = slots.map((one) => ({ ...one, carriedMin: 30 }));
    expect(tightest([...(first ? [first] : []), ...rest], NINE + HALF_HOUR, HALF_HOUR)).toMatchObject({
      at: NINE + 3_600_000,
      shortMin: 50,
    });
  });

  it('piles up from when it is left over, or from now, and not while staff does all of it', () => {
    const time = (half: number): number => NINE + half * HALF_HOUR;
    const day = [9, 0, 0, 12, 40].map((carriedMin, half) => ({ ...slot(half, 90, 60), carriedMin }));
    const worst = { at: time(4), until: time(5) };
    expect(pileUp(day, worst, time(0))).toEqual({ at: time(2), until: time(5) });
    expect(pileUp(day, worst, time(2.5))).toEqual({ at: time(2.5), until: time(5) });
    expect(pileUp(day, { at: time(0), until: time(1) }, time(-1))).toEqual({ at: time(0), until: time(1) });
    // who waits now is behind already: over is what was before
    const behind = [null, 60, 80].map((carriedMin, half) => ({ ...slot(half, 90, 60), carriedMin }));
    expect(pileUp(behind, { at: time(2), until: time(3) }, time(1.2)).at).toBe(time(1.2));
  });

  it('is drawn as a line in its band, on a scale of its own with its unit, and the moment marked where it is', () => {
    expect(scaleOf(slots, 5)).toBe(100);
    const option = loadOption(
      slots,
      'Asia/Shanghai',
      { place: 1.4, text: '现在 09:42' },
      100,
      5,
      { work: 'w', backlog: 'l', arrivals: 'a', band: 'b', staffed: 's', came: 'c', axis: 'min' },
      { work: '', backlog: '', came: '', band: '', staff: '', text: '', line: '', mark: '' },
    );
    const series = option['series'] as { name?: string; data: unknown[] }[];
    const at = (...values: (number | null)[]) => values.map((value, n) => [[0, 1, 1.4, 2][n], value]);
    expect(series.map(({ name = '', data }) => [name, data])).toEqual([
      ['l', at(null, null, null, null)],
      ['a', at(90, 60, 68, 80)],
      ['', at(80, 50, 58, 70)],
      ['b', at(20, 20, 20, 20)],
      ['w', at(90, 60, 68, 80)],
      ['s', [30, 60, 60]],
      ['c', [60, null, null]],
      ['', []],
    ]);
    expect(series[7]).toMatchObject({
      xAxisIndex: 1,
      markLine: { data: [{ xAxis: 1.4 }], label: { formatter: '现在 09:42' } },
    });
    expect([option['xAxis'], option['yAxis']]).toMatchObject([
      [{ boundaryGap: true }, { min: -0.5, max: 2.5 }],
      { name: 'min' },
    ]);
  });

  it('draws the backlog of the past half hours as it was, that of now at the moment, and what is foretold after it', () => {
    const known = slots.map((one, n) => ({
      ...one,
      carriedMin: [null, 30, 45][n] ?? null,
      ...(n < 2 ? { waitedMin: [0, 70][n] ?? 0 } : {}),
    }));
    const backlog = (of: typeof slots, now: number | null) =>
      drawnOf(of, now).map(({ place, carriedMin }) => [place, carriedMin]);
    expect(backlog(known, 1.4)).toEqual([
      [0, 0],
      [1, 70],
      [1.4, 30],
      [2, 45],
    ]);
    expect(backlog(known, 1)).toEqual([
      [0, 0],
      [1, 30],
      [2, 45],
    ]);
    // before the doors open, and of a day ahead, it is what the server says of each half hour
    const ahead = slots.map((one, n) => ({ ...one, carriedMin: n * 10 }));
    expect(backlog(ahead, null)).toEqual([
      [0, 0],
      [1, 10],
      [2, 20],
    ]);
  });

  it('reaches as high as the band, as what came and as the backlog, now and in the past: nothing is cut', () => {
    const amount = fc.nat(2000);
    const drawn = fc.record({
      work: amount,
      staffed: amount,
      came: fc.option(fc.nat(400)),
      waited: amount,
      carried: amount,
    });
    fc.assert(
      fc.property(
        fc.array(drawn, { minLength: 1, maxLength: 18 }),
        fc.double({ min: 1, max: 40, noNaN: true }),
        (all, mean) => {
          const day = all.map(({ work, staffed, came, waited, carried }, n) => ({
            ...slot(n, work, staffed, came),
            ...(came === null ? { carriedMin: carried } : { waitedMin: waited }),
          }));
          const top = scaleOf(day, mean);
          for (const { workHighMin, carriedMin } of drawnOf(day, null))
            expect(top).toBeGreaterThanOrEqual(workHighMin + (carriedMin ?? 0));
          for (const { staffedMin } of day) expect(top).toBeGreaterThanOrEqual(staffedMin ?? 0);
          for (const { came } of day) expect(top).toBeGreaterThanOrEqual(Math.round((came ?? 0) * mean));
        },
      ),
    );
  });

  it('leaves undone what the last half hour does not get through, and of one that has begun only its rest counts', () => {
    const left = (carriedMin: number | null, min: number) =>
      leftAtEnd([slot(0, 90, 30), { ...slot(1, 40, 60), carriedMin }], NINE + min * 60_000, HALF_HOUR);
    expect([left(600, 0), left(600, 45), left(600, 60), left(10, 0), left(null, 0)]).toEqual([580, 590, 600, 0, null]);
    expect(leftAtEnd([{ ...slot(0, 40, null), carriedMin: 9 }], NINE, HALF_HOUR)).toBeNull();
    expect(leftAtEnd([], NINE, HALF_HOUR)).toBeNull();
  });

  it('has the moment between the slots it is between, and nowhere before and after the day', () => {
    const places = [-1, 0, 45, 89, 90].map((min) => placeOf(slots, NINE + min * 60_000, HALF_HOUR));
    expect(places).toEqual([null, 0, 1.5, 2, null]);
    expect(placeOf([], NINE, HALF_HOUR)).toBeNull();
  });

  it('departs from what was expected only over half hours in a row that are more than chance', () => {
    expect(departure([slot(0, 0, 0, 9), slot(1, 0, 0, 16), slot(2, 0, 0, 17), slot(3, 0, 0)])).toEqual({
      since: NINE + 1_800_000,
      came: 33,
      expected: 20,
      share: expect.closeTo(0.65, 6) as number,
    });
    expect(departure([slot(0, 0, 0, 2), slot(1, 0, 0, 3)])?.share).toBeCloseTo(-0.75);
    expect(departure([slot(0, 0, 0, 11), slot(1, 0, 0, 12)])).toBeNull();
    expect(departure([slot(0, 0, 0, 25)])).toBeNull();
    expect(departure([slot(0, 0, 0, 9), slot(1, 0, 0, 25)])).toBeNull();
    expect(departure([slot(0, 0, 0)])).toBeNull();
  });

  it('counts who came only over what is over', () => {
    expect(cameSoFar(slots)).toEqual({ came: 12, expected: 10 });
  });
});

describe('a back-test over days', () => {
  const firing = (leadMin: number | null, acted = false): BackTestDay['firings'][number] => ({
    at: '2026-03-04T01:00:00Z',
    until: null,
    scope: { kind: 'queue', code: 'a' },
    severity: 'yellow',
    message: '',
    value: 1,
    threshold: 1,
    leadMin,
    acted,
  });
  const day = (firings: BackTestDay['firings'], reached = 0, unannounced = 0): BackTestDay => ({
    hall: 'H',
    day: '2026-03-04',
    rule: 'r',
    version: 1,
    minutes: 540,
    stepMin: 1,
    firings,
    reached,
    unannounced,
  });

  it('adds days up, and takes the middle of all leads, not of the days', () => {
    expect(summed([day([firing(2), firing(null)], 2, 1), day([firing(8, true), firing(20)], 1)])).toEqual({
      days: 2,
      fired: 4,
      acted: 1,
      medianLeadMin: 8,
      reached: 3,
      unannounced: 1,
      alone: 1,
      overQuota: 0,
      toNobody: null,
      most: 2,
    });
    expect(summed([day([firing(2), firing(5)])]).medianLeadMin).toBe(3.5);
    expect(summed([])).toMatchObject({ days: 0, fired: 0, medianLeadMin: null });
    const routing = (told: 'somebody' | 'nobody', overQuota = false) => ({
      ...firing(1),
      routing: { told, overQuota },
    });
    const routed = summed([day([routing('nobody'), routing('somebody', true)]), day([])]);
    expect(routed).toMatchObject({ toNobody: 1, overQuota: 1, most: 2 });
    expect(summed([day([])]).toNobody).toBe(0);
  });
});

it('divides the axis into a few round steps, the last of them at its end', () => {
  expect([30, 100, 480, 1100, 1700].map(stepOf)).toEqual([10, 20, 100, 250, 500]);
});
