import { dayOfficers, type SimOfficer } from './officers';
import { STREAM, Stream } from './rng';
import { at, pick } from '../numeric';
import { branchIndex, type Scenario, type ScenarioBranch } from './scenario';

/** Minutes after opening at which the last ticket is given out, the last decision is taken and the drain is given up. */
export const LAST_TICKET_MIN = 525;
export const CLOSE_MIN = 540;
export const GIVE_UP_MIN = 900;
export const SLOT_MIN = 30;

/** One visitor, everything about them drawn before the day starts. Times in minutes after opening. */
export interface SimTicket {
  readonly id: number;
  readonly issuedMin: number;
  readonly branch: number;
  readonly item: number;
  readonly serviceMin: number;
  readonly noShow: boolean;
  readonly patienceMin: number;
  readonly willing: number;
  readonly terminalMin: number;
  readonly terminalFails: boolean;
}

export interface SimDay {
  readonly day: number;
  readonly scenario: Scenario;
  readonly tickets: readonly SimTicket[];
  readonly officers: readonly SimOfficer[];
}

/** Mean service minutes over the items of a branch. */
export const branchMeanMin = (branch: ScenarioBranch): number =>
  branch.items.reduce((sum, i) => sum + i.meanMin * i.share, 0);

/** Length of each half hour in which tickets are given out, the last one cut at 17:15. */
const slotMinutes = (slot: number): number => Math.min(SLOT_MIN, LAST_TICKET_MIN - SLOT_MIN * slot);

/** Shape of the day for one branch: the profile, moved `shiftMin` earlier, tilted towards morning or afternoon. */
function shape(s: Scenario, branch: ScenarioBranch, shiftMin: number): number[] {
  const last = s.profile.length - 1;
  return s.profile.map((_, slot) => {
    const place = slot + shiftMin / SLOT_MIN;
    const lower = Math.floor(place);
    const value = (k: number): number => pick(s.profile, Math.max(0, Math.min(last, k)));
    const moved = value(lower) * (1 - (place - lower)) + value(lower + 1) * (place - lower);
    return moved * (1 + 2 * branch.tilt * ((slot + 0.5) / 18 - 0.5));
  });
}

/**
 * Nominal arrivals per minute in each half hour: what a forecast made the day before knows. It does not know the demand
 * factor, the shift of the profile nor any of the day's noise.
 */
export function nominalRates(s: Scenario, branch: ScenarioBranch, day: number): number[] {
  return rates(s, branch, day, 0);
}

function rates(s: Scenario, branch: ScenarioBranch, day: number, shiftMin: number): number[] {
  const productive = 540 - s.breaks.lunchMin - 2 * s.breaks.breakMin;
  const tickets =
    (branch.rho * s.load * branch.windows * productive) / (branchMeanMin(branch) * (1 - s.visitors.noShow));
  const values = shape(s, branch, shiftMin);
  const whole = values.reduce((sum, v, slot) => sum + v * slotMinutes(slot), 0);
  const weekday = pick(s.weekday, day % 5);
  return values.map((v) => ((tickets * v) / whole) * weekday);
}

/** Poisson arrivals with piecewise constant rates: unit exponentials spent against the integrated rate. */
function arrivalTimes(rate: readonly number[], random: Stream): number[] {
  const times: number[] = [];
  let t = 0;
  let left = random.exponential();
  while (t < LAST_TICKET_MIN) {
    const next = Math.min(LAST_TICKET_MIN, (Math.floor(t / SLOT_MIN + 1e-12) + 1) * SLOT_MIN);
    const r = at(rate, Math.min(17, Math.floor((t + 1e-9) / SLOT_MIN)));
    const capacity = r * (next - t);
    if (left <= capacity) {
      t += left / r;
      times.push(t);
      left = random.exponential();
    } else {
      left -= capacity;
      t = next;
    }
  }
  return times;
}

function branchTickets(s: Scenario, day: number, b: number, hallFactor: number): Omit<SimTicket, 'id'>[] {
  const branch = pick(s.branches, b);
  const arrivals = new Stream(day, STREAM.arrivals + b);
  const marks = new Stream(day, STREAM.marks + b);
  const { branchSd, slotSd, slotPhi } = s.noise;
  const branchFactor = arrivals.lognormal(branchSd);
  const innovation = Math.sqrt(1 - slotPhi ** 2) * slotSd;
  let x = slotSd * arrivals.normal();
  const actual = rates(s, branch, day, s.profileShiftMin).map((rate, slot) => {
    if (slot > 0) x = slotPhi * x + innovation * arrivals.normal();
    return rate * branch.demandFactor * hallFactor * branchFactor * Math.exp(x - 0.5 * slotSd ** 2);
  });
  const times = arrivalTimes(actual, arrivals);
  times.push(...burstTimes(s, day, b));
  const drift =
    s.service.serviceDriftSd === 0 ? 1 : new Stream(day, STREAM.drift + b).lognormal(s.service.serviceDriftSd);
  const sigma = Math.sqrt(Math.log(1 + s.service.cv ** 2));
  return times.map((issuedMin) => {
    const item = drawItem(branch, marks.uniform());
    const serviceMin =
      pick(branch.items, item).meanMin * Math.exp(sigma * marks.normal() - 0.5 * sigma * sigma) * drift;
    const noShow = marks.uniform() < s.visitors.noShow;
    const patienceMin = s.visitors.patienceMedianMin * Math.exp(s.visitors.patienceSigma * marks.normal());
    const willing = marks.uniform();
    const { meanMin, sigma: spread, failure } = s.selfService;
    const terminalMin = meanMin * Math.exp(spread * marks.normal() - 0.5 * spread ** 2);
    return {
      issuedMin,
      branch: b,
      item,
      serviceMin,
      noShow,
      patienceMin,
      willing,
      terminalMin,
      terminalFails: marks.uniform() < failure,
    };
  });
}

/** Which item a uniform draw falls on, by the items' shares. */
export function drawItem(branch: ScenarioBranch, u: number): number {
  let cumulated = 0;
  for (let i = 0; i < branch.items.length; i += 1) {
    cumulated += pick(branch.items, i).share;
    if (u < cumulated) return i;
  }
  return branch.items.length - 1;
}

/** A coach party: `people` within eight minutes, behind the regular visitors so that those keep their marks. */
function burstTimes(s: Scenario, day: number, b: number): number[] {
  if (s.burst === null || branchIndex(s.branches, s.burst.branch) !== b) return [];
  const random = new Stream(day, STREAM.burst + b);
  const start = 60 + 360 * random.uniform();
  return Array.from({ length: s.burst.people }, () => start + 8 * random.uniform());
}

/** Everything about one day that no policy can change. The same scenario and day give the same visitors for ever. */
export function makeDay(scenario: Scenario, day: number): SimDay {
  const hallFactor = new Stream(day, STREAM.hallDay).lognormal(scenario.noise.daySd);
  const tickets = scenario.branches.flatMap((_, b) => branchTickets(scenario, day, b, hallFactor));
  tickets.sort((p, q) => p.issuedMin - q.issuedMin);
  return {
    day,
    scenario,
    tickets: tickets.map((ticket, id) => ({ id, ...ticket })),
    officers: dayOfficers(scenario, day),
  };
}
