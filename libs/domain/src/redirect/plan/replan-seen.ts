import { ArrivalRate } from '../../forecast';
import { shiftAt, type HallState } from '../../live';
import { DEFAULT_NOISE, type DemandNoise } from '../demand';
import type { RedirectView } from '../view';
import type { ReplanFacts } from './replan-due';

const MINUTE_MS = 60_000;
/** Between P10 and P90 of a normal distribution. */
const Z = 1.2816;

/** Half hours of a hall that are over: all who came, and between how many the forecast of the day, with its usual noise, had expected. */
export function halfHoursSeen(
  { config, queues, now }: HallState,
  noise: DemandNoise = DEFAULT_NOISE,
): ReplanFacts['halfHours'] {
  const { start, slotMin } = config.forecast;
  const usual = Math.exp(noise.daySd ** 2 + noise.slotSd ** 2) - 1;
  const all = config.queues.map(({ code }) => {
    const rate = ArrivalRate.of(config, code);
    const own = config.forecast.queues[code] ?? [];
    const other = rate.today(new Float64Array(rate.slots), 0);
    return {
      came: rate.counts(queues.get(code)?.arrivals5),
      expected: (slot: number): number => other?.prior[slot] ?? own[slot] ?? 0,
      shape: (slot: number): number => other?.shape[slot] ?? Infinity,
    };
  });
  const over = Math.floor((now - start) / (slotMin * MINUTE_MS));
  return Array.from({ length: Math.max(0, over) }, (_, slot) => {
    let [came, expected, variance] = [0, 0, 0];
    for (const queue of all) {
      const mean = queue.expected(slot);
      came += queue.came[slot] ?? 0;
      expected += mean;
      variance += mean + mean * mean * (usual + 1 / queue.shape(slot));
    }
    const reach = Z * Math.sqrt(variance);
    return {
      from: start + slot * slotMin * MINUTE_MS,
      came,
      low: Math.max(0, expected - reach),
      high: expected + reach,
    };
  });
}

/** Regular windows whose rostered officer is not there now, on no planned break, and since when. */
export function officersAway({ config, windows, now }: HallState, view: RedirectView): ReplanFacts['away'] {
  const opening = config.open[0]?.from ?? now;
  return config.windows.flatMap(({ id, number, kind, roster }, w) => {
    const live = windows.get(id);
    const shift = shiftAt(roster, now);
    if (kind === 'reserve' || shift === undefined || now < shift.from || view.windows[w]?.onBreak === true) return [];
    const state = live?.state ?? 'closed';
    if (state !== 'paused' && state !== 'closed') return [];
    const since = Math.max(live?.stateSince ?? 0, shift.from, opening);
    // some systems close a window at lunch instead of pausing it
    if (shift.breaks.some(({ from, to }) => from <= now && since < to)) return [];
    return [{ number, since }];
  });
}
