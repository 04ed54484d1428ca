import { pick } from '../numeric';
import { allQueues, only, type QueueSet } from '../queue-set';
import { STREAM, Stream } from './rng';
import { branchIndex, type Scenario } from './scenario';

/** Time away from the window, minutes after opening. A planned one keeps its length, an outage its end. */
export interface Absence {
  readonly startMin: number;
  readonly lengthMin: number;
  readonly kind: 'break' | 'lunch' | 'outage';
}

/** Whoever sits at a window on one day. `home` is −1 for a reserve window, which belongs to no branch. */
export interface SimOfficer {
  readonly window: number;
  readonly home: number;
  readonly skills: QueueSet;
  /** Multiplies every service time; unknown to the product. */
  readonly speed: number;
  readonly reserve: boolean;
  readonly absences: readonly Absence[];
}

function drawKinds(s: Scenario, windows: number, random: Stream): number[] {
  const mono = Math.floor(s.skills.mono * windows + 0.5);
  const two = Math.min(Math.floor(s.skills.two * windows + 0.5), windows - mono);
  const kinds = Array.from({ length: windows }, (_, w) => (w < mono ? 1 : w < mono + two ? 2 : 3));
  for (let i = windows - 1; i > 0; i -= 1) {
    const j = Math.floor(random.uniform() * (i + 1));
    const swapped = pick(kinds, i);
    kinds[i] = pick(kinds, j);
    kinds[j] = swapped;
  }
  return kinds;
}

/** The second skill of a two-skill officer: the next branch in a chain, else drawn in proportion to window counts. */
function secondSkill(s: Scenario, home: number, random: Stream): number {
  if (s.skills.chain) return (home + 1) % s.branches.length;
  const others = s.branches.map((branch, b) => ({ b, windows: branch.windows })).filter((o) => o.b !== home);
  const draw = random.uniform() * others.reduce((sum, o) => sum + o.windows, 0);
  let cumulated = 0;
  let chosen = home;
  for (const other of others) {
    cumulated += other.windows;
    chosen = other.b;
    if (draw < cumulated) break;
  }
  return chosen;
}

function drawAbsences(s: Scenario, branch: number, place: number, random: Stream): Absence[] {
  const { breakMin, lunchMin, outageProbability, outageMeanMin } = s.breaks;
  const morning = 60 + random.uniform() * 100;
  const afternoon = 330 + random.uniform() * 140;
  const absences: Absence[] = [
    { startMin: morning, lengthMin: breakMin, kind: 'break' },
    { startMin: 180 + ((place + branch) % 3) * 45, lengthMin: lunchMin, kind: 'lunch' },
    { startMin: afternoon, lengthMin: breakMin, kind: 'break' },
  ];
  const happens = random.uniform() < outageProbability;
  const start = random.uniform() * 480;
  const z = random.normal();
  if (happens) absences.push({ startMin: start, lengthMin: outageMeanMin * Math.exp(0.7 * z - 0.245), kind: 'outage' });
  return absences;
}

/** Officers of a day: exact shares of mono-, two- and all-skill, shuffled over the windows; reserve windows last. */
export function dayOfficers(s: Scenario, day: number): SimOfficer[] {
  const homes = s.branches.flatMap((branch, b) => Array.from({ length: branch.windows }, (_, place) => ({ b, place })));
  const random = new Stream(day, STREAM.officers);
  const kinds = drawKinds(s, homes.length, random);
  const people = homes.map(({ b }, w) => {
    let skills = only(b);
    if (pick(kinds, w) === 3) skills = allQueues(s.branches.length);
    else if (pick(kinds, w) === 2) skills |= only(secondSkill(s, b, random));
    return { skills, speed: random.lognormal(s.service.officerSpeedSd) };
  });
  const pauses = new Stream(day, STREAM.breaks);
  const jam =
    s.systemOutage === null
      ? null
      : { ...s.systemOutage, startMin: 30 + 420 * new Stream(day, STREAM.systemOutage).uniform() };
  const officers: SimOfficer[] = homes.map(({ b, place }, window) => {
    const absences = drawAbsences(s, b, place, pauses);
    if (jam !== null && branchIndex(s.branches, jam.branch) === b)
      absences.push({ startMin: jam.startMin, lengthMin: jam.minutes, kind: 'outage' });
    absences.sort((p, q) => p.startMin - q.startMin);
    return { window, home: b, ...pick(people, window), reserve: false, absences };
  });
  for (let r = 0; r < (s.reserve?.windows ?? 0); r += 1) {
    officers.push({
      window: homes.length + r,
      home: -1,
      skills: allQueues(s.branches.length),
      speed: 1,
      reserve: true,
      absences: [],
    });
  }
  return officers;
}
