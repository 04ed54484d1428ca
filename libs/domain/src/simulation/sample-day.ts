import type { HallConfig, WindowConfig } from '../live';
import { DEFAULT_NOISE, type DemandNoise } from '../redirect/demand';
import { drawItem, type SimDay, type SimTicket } from './day';
import { pick } from '../numeric';
import type { Absence, SimOfficer } from './officers';
import { Stream } from './rng';
import { STANDARD } from './scenarios';
import type { Scenario } from './scenario';
import { setOfCodes, type QueueSet } from '../queue-set';

const MINUTE = 60_000;

/** Habits of visitors and supervisors that an organisation document does not hold; overridden by what a hall has learned. */
export type Habits = Pick<Scenario, 'service' | 'visitors' | 'selfService' | 'supervisor'>;

/** The hall of a configuration in the simulator's terms. Its item shares and means are the organisation's. */
export function scenarioOf(config: HallConfig, habits: Habits = STANDARD): Scenario {
  const { forecast, queues, items, windows } = config;
  return {
    ...STANDARD,
    ...habits,
    name: config.hall.name,
    visitors: { ...habits.visitors, noShow: forecast.noShowRate },
    selfService: { ...habits.selfService, terminals: config.hall.terminals.length },
    branches: queues.map((q) => {
      const own = items.filter((i) => i.queue === q.code);
      const listed = own.map((i) => ({ meanMin: i.meanServiceMin, share: i.share, selfService: i.selfService }));
      const fallback = [{ meanMin: forecast.service[q.code]?.meanMin ?? 10, share: 1, selfService: false }];
      return {
        code: q.code,
        windows: windows.filter((w) => w.homeQueue === q.code && w.kind !== 'reserve').length,
        rho: 1,
        tilt: 0,
        demandFactor: 1,
        items: listed.length === 0 ? fallback : listed,
      };
    }),
    reserve: windows.some((w) => w.kind === 'reserve')
      ? { windows: windows.filter((w) => w.kind === 'reserve').length, openMin: 45, budgetMin: 180 }
      : null,
  };
}

/**
 * A day that could happen in a hall, drawn from what is known beforehand: forecast with its usual noise, item means,
 * rosters and skills. Officers are of average speed and no outage happens, unless the day is to hold such surprises too. The same
 * seed gives the same day.
 */
export function sampleDay(
  config: HallConfig,
  seed: number,
  options: { noise?: DemandNoise; habits?: Habits; surprises?: boolean } = {},
): SimDay {
  const scenario = scenarioOf(config, options.habits);
  const random = new Stream(seed, 901);
  const tickets = config.queues.flatMap((_, b) =>
    queueTickets(config, scenario, b, random, options.noise ?? DEFAULT_NOISE),
  );
  tickets.sort((p, q) => p.issuedMin - q.issuedMin);
  return {
    day: seed,
    scenario,
    tickets: tickets.map((t, id) => ({ ...t, id })),
    officers: config.windows.map((w, i) =>
      surprised(officerAt(config, w, i), scenario, options.surprises === true ? new Stream(seed, 902 + i) : null),
    ),
  };
}

function queueTickets(
  config: HallConfig,
  s: Scenario,
  b: number,
  random: Stream,
  noise: DemandNoise,
): Omit<SimTicket, 'id'>[] {
  const code = config.queues[b]?.code ?? '';
  const { slotMin } = config.forecast;
  const branch = pick(s.branches, b);
  const sigma = Math.sqrt(Math.log(1 + s.service.cv ** 2));
  const allDay = random.lognormal(noise.daySd);
  let x = noise.slotSd * random.normal();
  const tickets: Omit<SimTicket, 'id'>[] = [];
  (config.forecast.queues[code] ?? []).forEach((expected, slot) => {
    if (slot > 0) x = noise.slotPhi * x + Math.sqrt(1 - noise.slotPhi ** 2) * noise.slotSd * random.normal();
    const rate = (expected / slotMin) * allDay * Math.exp(x - noise.slotSd ** 2 / 2);
    if (rate <= 0) return;
    for (let t = random.exponential() / rate; t < slotMin; t += random.exponential() / rate) {
      const item = drawItem(branch, random.uniform());
      tickets.push({
        issuedMin: slot * slotMin + t,
        branch: b,
        item,
        serviceMin: pick(branch.items, item).meanMin * random.lognormal(sigma),
        noShow: random.uniform() < s.visitors.noShow,
        patienceMin: s.visitors.patienceMedianMin * Math.exp(s.visitors.patienceSigma * random.normal()),
        willing: random.uniform(),
        terminalMin: s.selfService.meanMin * random.lognormal(s.selfService.sigma),
        terminalFails: random.uniform() < s.selfService.failure,
      });
    }
  });
  return tickets;
}

/** Pace and outages that nobody knows beforehand. */
function surprised(officer: SimOfficer, s: Scenario, random: Stream | null): SimOfficer {
  if (random === null || officer.reserve) return officer;
  const speed = random.lognormal(s.service.officerSpeedSd);
  const [happens, start, z] = [random.uniform() < s.breaks.outageProbability, random.uniform() * 480, random.normal()];
  const outage: Absence = {
    startMin: start,
    lengthMin: s.breaks.outageMeanMin * Math.exp(0.7 * z - 0.245),
    kind: 'outage',
  };
  return {
    ...officer,
    speed,
    absences: happens ? [...officer.absences, outage].sort((a, b) => a.startMin - b.startMin) : officer.absences,
  };
}

/** Whoever sits at a window that day, of average speed and without outages. */
export function officerAt(config: HallConfig, window: WindowConfig, index: number): SimOfficer {
  const codes = config.queues.map((q) => q.code);
  const mask = (queues: readonly string[]): QueueSet => setOfCodes(codes, queues);
  const shift = window.roster[0];
  const person = config.officers.find((o) => o.id === shift?.officerId);
  const reserve = window.kind === 'reserve';
  const minute = (time: number): number => (time - config.forecast.start) / MINUTE;
  const absences = (shift?.breaks ?? []).map((b): Absence => ({
    startMin: minute(b.from),
    lengthMin: (b.to - b.from) / MINUTE,
    kind: b.kind,
  }));
  return {
    window: index,
    home: reserve ? -1 : codes.indexOf(window.homeQueue),
    skills: mask(person?.skills ?? window.queues) | mask(window.queues),
    speed: 1,
    reserve,
    absences,
  };
}
