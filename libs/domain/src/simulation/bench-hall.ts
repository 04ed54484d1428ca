import { bookedComers, bookingsAlone, showRates } from '../forecast/bookings';
import type { ArrivalBasis, HallConfig, HallForecast, ItemConfig, WindowConfig } from '../live';
import { branchMeanMin, CLOSE_MIN, nominalRates, SLOT_MIN, type SimDay } from './day';
import type { SimOfficer } from './officers';
import { STREAM, Stream } from './rng';
import { pick } from '../numeric';
import { has } from '../queue-set';
import { ALLOWED } from './plan';

const MINUTE = 60_000;

/** Where a simulated hall stands in the world outside: its codes and the moment its doors open. */
export interface HallNames {
  readonly hall: string;
  /** epoch ms of minute 0 */
  readonly opening: number;
  readonly queue: (branch: number) => string;
  readonly item: (branch: number, item: number) => string;
  readonly window: (window: number) => string;
  readonly officer: (window: number) => string;
  readonly terminal: (terminal: number) => string;
  /** Unique over all days of the hall. */
  readonly ticket: (ticket: number) => string;
}

/** Names for a hall that exists in the benchmark only. The day number sets the date, so that days never overlap. */
export function benchNames(day: SimDay, hall = 'bench'): HallNames {
  const { branches } = day.scenario;
  const opening = Date.UTC(2000, 0, 1, 0, 30) + day.day * 86_400_000;
  const code = (b: number): string => pick(branches, b).code;
  return {
    hall,
    opening,
    queue: code,
    item: (b, i) => `${code(b)}-${String(i + 1)}`,
    window: (w) => `w${String(w + 1)}`,
    officer: (w) => `o${String(w + 1)}`,
    terminal: (t) => `t${String(t + 1)}`,
    ticket: (n) => `${String(day.day)}-${String(n)}`,
  };
}

/** What an organisation would say about the simulated hall: no officer's speed, no outage, no noise of the day. */
export function benchHall(day: SimDay, names: HallNames): HallConfig {
  const { scenario, officers } = day;
  const codes = scenario.branches.map((_, b) => names.queue(b));
  const close = names.opening + CLOSE_MIN * MINUTE;
  const queues = scenario.branches.map((branch, b) => ({
    code: names.queue(b),
    name: branch.code,
    branch: branch.code,
    waitTargetMin: 15,
  }));
  const windows = officers.map((o) => window(o, names, codes, scenario.service.switchMin, close));
  return {
    hall: {
      code: names.hall,
      name: scenario.name,
      tier: 'hall',
      timeZone: 'Asia/Shanghai',
      clock: 'wall',
      simulated: true,
      hours: [],
      closures: [],
      waitTargetMin: 15,
      queues: queues.map(({ code, name, branch }) => ({ code, name, branch })),
      windows: windows.map((w) => ({
        id: w.id,
        number: w.number,
        kind: w.kind,
        queues: [...w.queues],
        switchMin: w.switchMin,
      })),
      terminals: Array.from({ length: scenario.selfService.terminals }, (_, t) => ({
        id: names.terminal(t),
        name: names.terminal(t),
        items: [],
        allDay: false,
      })),
    },
    queues,
    windows,
    officers: officers.map((o) => ({
      id: names.officer(o.window),
      name: names.officer(o.window),
      skills: codes.filter((_, b) => has(o.skills, b)),
      homeQueue: o.home < 0 ? null : names.queue(o.home),
      authorisations: [],
    })),
    items: scenario.branches.flatMap((branch, b) =>
      branch.items.map((item, i): ItemConfig => ({
        code: names.item(b, i),
        name: names.item(b, i),
        queue: names.queue(b),
        meanServiceMin: item.meanMin,
        share: item.share,
        selfService: item.selfService,
        mobile: false,
      })),
    ),
    day: new Date(names.opening).toISOString().slice(0, 10),
    dayStart: names.opening - 510 * MINUTE,
    open: [{ from: names.opening, to: close }],
    forecast: {
      slotMin: SLOT_MIN,
      start: names.opening,
      ...expectedOf(day, names),
      service: Object.fromEntries(
        scenario.branches.map((branch, b) => [
          names.queue(b),
          { meanMin: branchMeanMin(branch), cv: scenario.service.cv },
        ]),
      ),
      noShowRate: scenario.visitors.noShow,
    },
  };
}

/** What the past of the hall lets expect of the day, and where it has none, the bookings. */
function expectedOf(day: SimDay, names: HallNames): Pick<HallForecast, 'queues' | 'basis'> {
  const { scenario } = day;
  const { past } = scenario;
  const queues: Record<string, readonly number[]> = {};
  const basis: Record<string, ArrivalBasis> = {};
  scenario.branches.forEach((branch, b) => {
    const code = names.queue(b);
    const nominal = nominalRates(scenario, branch, day.day).map((rate) => rate * SLOT_MIN);
    queues[code] = nominal;
    if (past === null) return;
    const booked = past.bookedShare === 0 ? [] : bookedSlots(day, b);
    const byBookings = bookingsAlone(
      bookedComers(
        booked.map((n) => [0, n]),
        showRates([]),
      ),
      nominal.map(() => 1),
    );
    const hasPast = (slot: number): boolean => slot * SLOT_MIN < past.untilMin;
    queues[code] = nominal.map((n, slot) => (hasPast(slot) ? n : (byBookings[slot] ?? 0)));
    const other = booked.length > 0 ? 'bookings' : 'today';
    basis[code] = {
      sources: nominal.map((_, slot) => (hasPast(slot) ? 'own' : other)),
      days: 0,
      halls: 0,
      booked: booked.reduce((sum, n) => sum + n, 0),
    };
  });
  return past === null ? { queues } : { queues, basis };
}

/** Bookings made for each half hour before the day: of those who come, and of others who will not. */
function bookedSlots({ day, scenario, tickets }: SimDay, b: number): number[] {
  const { bookedShare, showRate } = scenario.past ?? { bookedShare: 0, showRate: 1 };
  const random = new Stream(day, STREAM.bookings + b);
  const booked = scenario.profile.map(() => 0);
  for (const { branch, issuedMin } of tickets) {
    if (branch !== b || random.uniform() >= bookedShare) continue;
    const slot = Math.min(booked.length - 1, Math.floor(issuedMin / SLOT_MIN));
    booked[slot] = (booked[slot] ?? 0) + 1;
    while (random.uniform() >= showRate) booked[slot] = (booked[slot] ?? 0) + 1;
  }
  return booked;
}

/** The benchmark's own hours, said by its rosters. */
function hoursOf(
  kind: 'lunch' | 'break',
  startMin: number,
  lengthMin: number,
  opening: number,
): { earliest: number; latest: number } {
  const [earliest, latest] =
    kind === 'lunch' ? ALLOWED.lunch : startMin < ALLOWED.lunch[0] + 60 ? ALLOWED.first : ALLOWED.second;
  return {
    earliest: opening + earliest * MINUTE,
    latest: opening + (kind === 'lunch' ? latest : latest - lengthMin) * MINUTE,
  };
}

function window(
  o: SimOfficer,
  names: HallNames,
  codes: readonly string[],
  switchMin: number,
  close: number,
): WindowConfig {
  const home = o.home < 0 ? 0 : o.home;
  return {
    id: names.window(o.window),
    number: String(o.window + 1),
    kind: o.reserve ? 'reserve' : 'specialised',
    queues: o.reserve ? codes : [pick(codes, home)],
    homeQueue: pick(codes, home),
    switchMin,
    roster: [
      {
        officerId: names.officer(o.window),
        from: names.opening,
        to: close,
        breaks: o.absences.flatMap(({ startMin, lengthMin, kind }) =>
          kind === 'outage'
            ? []
            : [
                {
                  kind,
                  from: names.opening + startMin * MINUTE,
                  to: names.opening + (startMin + lengthMin) * MINUTE,
                  ...hoursOf(kind, startMin, lengthMin, names.opening),
                },
              ],
        ),
      },
    ],
  };
}
