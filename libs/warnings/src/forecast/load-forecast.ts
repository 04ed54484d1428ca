import type { LoadForecast } from '@cockpit/contracts';
import {
  ArrivalRate,
  carriedInto,
  countWithin,
  peopleLacking,
  staffedMin,
  waitedAt,
  type HallConfig,
  type HallState,
  type RateToday,
} from '@cockpit/domain';

const MINUTE_MS = 60_000;
/** Between P10 and P90 of a normal distribution. */
const Z = 1.2816;

/**
 * What work is expected of the day beside who is there to do it. Visitors come as a Poisson stream around what is expected; the
 * work they bring varies with their number and with how long each takes. Who waits now is work too: it is carried into the half hours
 * to come until somebody has done it.
 * @param waits the one wait figure by queue, seconds
 * @param today the day the hall has, where that of `state` is still to come
 */
export function loadForecast(
  state: HallState,
  waits: ReadonlyMap<string, number | null> = new Map(),
  today: string = state.config.day,
): LoadForecast {
  const { config, now } = state;
  const { forecast } = config;
  const slotMs = forecast.slotMin * MINUTE_MS;
  const rostered = config.windows.some((window) => window.roster.length > 0);
  const learned = config.queues.map(({ code }) => {
    const rate = ArrivalRate.of(config, code);
    return rate.today(rate.counts(state.queues.get(code)?.arrivals5), (now - forecast.start) / MINUTE_MS);
  });
  const arrivals = config.queues.map(({ code }, q) =>
    expectedArrivals(forecast.queues[code] ?? [], learned[q] ?? null),
  );
  const begun = Array.from(
    { length: Math.max(0, ...arrivals.map((slots) => slots.length)) },
    (_, i) => forecast.start + i * slotMs,
  ).filter((at) => at <= now);
  const waited = waitedAt(state, begun);
  return {
    hall: config.hall.code,
    name: config.hall.name,
    timeZone: config.hall.timeZone,
    day: config.day,
    today,
    now: iso(now),
    slotMin: forecast.slotMin,
    known: arrivals.some((slots) => slots.length > 0),
    open: config.open.map(({ from, to }) => ({ from: iso(from), to: iso(to) })),
    ...(config.exception === undefined ? {} : { exception: config.exception }),
    queues: config.queues.map(({ code, name, waitTargetMin }, q) => {
      const service = forecast.service[code];
      const mean = service?.meanMin ?? 0;
      const came = state.arrivals(code);
      const waiting = state.waiting(code).length;
      const backlogMin = waiting * mean;
      const waitSec = waits.get(code) ?? null;
      const basis = basisOf(config, code, learned[q] ?? null, now);
      const slots = (arrivals[q] ?? []).map(({ expected, low, high, shape }, i) => {
        const at = forecast.start + i * slotMs;
        const work = Z * mean * Math.sqrt(expected * (1 + (service?.cv ?? 0) ** 2) + (expected * expected) / shape);
        return {
          at: iso(at),
          arrivals: tenth(expected),
          arrivalsLow: tenth(low),
          arrivalsHigh: tenth(high),
          came: at + slotMs <= now ? (came[Math.floor((at - config.dayStart) / slotMs)] ?? 0) : null,
          workMin: tenth(expected * mean),
          workLowMin: tenth(Math.max(0, expected * mean - work)),
          workHighMin: tenth(expected * mean + work),
          staffedMin: rostered ? tenth(staffedMin(config, code, { from: at, to: at + slotMs })) : null,
          expectedMin: expected * mean,
        };
      });
      const work = slots.map(({ at, expectedMin }) => {
        const from = Date.parse(at);
        const left = Math.max(0, Math.min(1, (from + slotMs - now) / slotMs));
        return {
          lengthMin: forecast.slotMin * left,
          workMin: expectedMin * left,
          staffedMin: staffedMin(config, code, { from: Math.max(from, now), to: from + slotMs }),
        };
      });
      const carried = carriedInto(work, backlogMin);
      const lacking = rostered && slots.length > 0 ? peopleLacking(work, backlogMin, waitTargetMin) : null;
      const isBeyond = waiting > 0 && waitSec !== null && waitSec >= waitTargetMin * 60;
      return {
        code,
        name,
        meanServiceMin: service?.meanMin ?? null,
        waiting,
        backlogMin: tenth(backlogMin),
        waitSec,
        staff: isBeyond
          ? ('backlog' as const)
          : lacking === null
            ? ('unknown' as const)
            : lacking > 0 || (waiting > 0 && carried.every(({ after }) => after === null))
              ? ('short' as const)
              : ('enough' as const),
        lacking,
        ...(basis === undefined ? {} : { basis }),
        slots: slots.map(({ expectedMin: _, ...slot }, i) => ({
          ...slot,
          carriedMin: carried[i]?.before === null || carried[i] === undefined ? null : tenth(carried[i].before),
          ...(i < begun.length ? { waitedMin: tenth((waited.get(code)?.[i] ?? 0) * mean) } : {}),
        })),
      };
    }),
  };
}

interface Expected {
  readonly expected: number;
  /** P10 and P90 */
  readonly low: number;
  readonly high: number;
  /** how sure the rate is, see {@link RateToday} */
  readonly shape: number;
}

/** Of a queue of which nothing at all is known yet, nothing is said. */
function expectedArrivals(own: readonly number[], today: RateToday | null): Expected[] {
  if (today === null) return own.map(aroundOwn);
  if (today.came === 0 && today.sources.every((source) => source === 'today')) return [];
  return Array.from(today.prior, (prior, slot) => {
    const shape = today.shape[slot] ?? Infinity;
    if (shape === Infinity) return aroundOwn(prior);
    const expected = prior * (today.ratio[slot] ?? 1);
    return { expected, low: countWithin(0.1, expected, shape), high: countWithin(0.9, expected, shape), shape };
  });
}

const aroundOwn = (expected: number): Expected => {
  const people = Z * Math.sqrt(expected);
  return { expected, low: Math.max(0, expected - people), high: expected + people, shape: Infinity };
};

const WEAKEST_FIRST = ['today', 'bookings', 'pooled'] as const;

/** What the numbers of a queue still to come rest on, where that is not its own past alone. */
function basisOf(
  { forecast }: HallConfig,
  code: string,
  today: RateToday | null,
  now: number,
): LoadForecast['queues'][number]['basis'] {
  if (today === null) return undefined;
  const ahead = today.sources.filter((_, slot) => forecast.start + (slot + 1) * forecast.slotMin * MINUTE_MS > now);
  const source = WEAKEST_FIRST.find((one) => ahead.includes(one)) ?? (today.came > 0 ? 'today' : undefined);
  if (source === undefined || (source === 'today' && today.came === 0)) return undefined;
  const { days = 0, halls = 0, booked = 0 } = forecast.basis?.[code] ?? {};
  return {
    source,
    ...(source === 'pooled' ? { days, halls } : {}),
    ...(source === 'bookings' ? { booked } : {}),
    came: today.came,
  };
}

const iso = (time: number): string => new Date(time).toISOString();
const tenth = (value: number): number => Math.round(value * 10) / 10;
