import { benchHall, benchNames, HallState, makeDay, STANDARD, type HallConfig } from '@cockpit/domain';
import { dayStaff } from './day-staff';
import { loadForecast } from './load-forecast';

const DAY = makeDay(STANDARD, 20_001);
const bench = benchHall(DAY, { ...benchNames(DAY), opening: Date.parse('2024-03-04T08:30:00+08:00') });
const told = (change: Partial<HallConfig> = {}) => {
  const config = { ...bench, ...change };
  const state = new HallState(config);
  state.advance(config.dayStart);
  return dayStaff(config, loadForecast(state));
};
/** Every queue with so many times the visitors of the standard hall. */
const busier = (times: number): Partial<HallConfig> => ({
  forecast: {
    ...bench.forecast,
    queues: Object.fromEntries(
      Object.entries(bench.forecast.queues).map(([code, slots]) => [code, slots.map((n) => n * times)]),
    ),
  },
});

describe('the staff of a day', () => {
  it('is not spoken of while the doors are shut, nobody is foreseen, or nobody is on the roster', () => {
    expect(told({ open: [] })).toMatchObject({ unknown: 'closed', people: null, lacking: 0, shortages: [] });
    expect(told({ forecast: { ...bench.forecast, queues: {} } })).toMatchObject({
      unknown: 'no-forecast',
      people: null,
    });
    const windows = bench.windows.map((window) => ({ ...window, roster: [] }));
    expect(told({ windows })).toMatchObject({ unknown: 'no-roster', lacking: 0, shortages: [] });
  });

  it('suffices on a quiet day, and nothing is said then', () => {
    expect(told(busier(0.2))).toMatchObject({ unknown: null, lacking: 0, shortages: [] });
  });

  it('lacks people on a busy one, named by their queue, as many as the forecast says', () => {
    const config = { ...bench, ...busier(1.4) };
    const { lacking, shortages, people } = told(busier(1.4));
    const state = new HallState(config);
    state.advance(config.dayStart);
    const load = loadForecast(state);
    expect(people).toBe(
      Math.round(load.queues.flatMap(({ slots }) => slots).reduce((sum, one) => sum + one.arrivals, 0)),
    );
    expect(shortages.length).toBeGreaterThan(0);
    for (const { queue, name, spans } of shortages) {
      const of = load.queues.find(({ code }) => code === queue);
      expect([name, Math.max(...spans.map((span) => span.people))]).toEqual([of?.name, of?.lacking]);
    }
    expect(lacking).toBe(Math.max(...load.queues.map((queue) => queue.lacking ?? 0)));
    for (const { windows, missing } of shortages.flatMap(({ helps }) => helps))
      expect(windows.length + missing).toBeGreaterThan(0);
  });
});
