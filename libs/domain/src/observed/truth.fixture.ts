import type { HallEvent } from '@cockpit/contracts';
import type { FoldEvent } from '../fold';
import { benchHall, benchNames } from '../simulation/bench-hall';
import { makeDay, type SimDay, type SimTicket } from '../simulation/day';
import { SimFeed } from '../simulation/feed';
import { Stream } from '../simulation/rng';
import type { SimOfficer } from '../simulation/officers';
import type { Scenario } from '../simulation/scenario';
import { STANDARD } from '../simulation/scenarios';
import { HallSimulator } from '../simulation/simulator';
import type { Assignment } from '../simulation/steps';
import { exclusive, homeOnly, linked } from '../simulation/yardsticks';
import { HallState } from '../live';
import { pick } from '../numeric';
import { only, queuesIn } from '../queue-set';
import type { ObservedMeasure } from './measure';

/** Two branches of five and four windows, busier than they can be: small enough for many days. */
export const SMALL: Scenario = {
  ...STANDARD,
  name: 'small',
  branches: STANDARD.branches
    .slice(0, 3)
    .map((branch, b) => ({ ...branch, windows: 5 - b, rho: b === 1 ? 0.75 : 1.02 })),
  reserve: { windows: 1, openMin: 45, budgetMin: 180 },
};
export const KINDS = ['link', 'reassign', 'open', 'recall', 'guide'] as const;
const HORIZON_MIN = 60;
const FOLLOW_MIN = 10;

export interface Tried {
  readonly events: readonly FoldEvent[];
  readonly state: HallState;
  readonly measure: ObservedMeasure;
  readonly horizonMin: number;
  readonly followMin: number;
  /** what the measure really took off the waits of those affected: the same day played with and without it */
  readonly trueMin: number;
}

interface Act {
  readonly kind: (typeof KINDS)[number];
  readonly atMin: number;
  readonly window: number;
  readonly queue: number;
  readonly item: number;
}

/**
 * A day of a simulated hall with one measure at a random time; null where there was nothing to do it with.
 * @param isDone false: everybody says it was carried out, and nobody did anything
 */
export function tryDay(number: number, kind: (typeof KINDS)[number], isDone = true): Tried | null {
  const scenario = SMALL;
  const day = makeDay(scenario, number);
  const random = new Stream(number, 990);
  const act = actOf(day, kind, random);
  if (act === null) return null;
  const names = benchNames(day);
  const events: HallEvent[] = [];
  const made = play(day, isDone ? act : null, (event) => events.push(event));
  const other = play(day, null, () => undefined);
  const named = events.map((event): FoldEvent => ({ ...event, identity: event.id }));
  const at = (min: number): number => names.opening + Math.floor(min * 60_000 + 1e-6);
  const begun = named.find(({ type, data }) => type === 'hall.window.assigned' && 'promptId' in data);
  const from = (begun?.time ?? at(act.atMin)) - 1;
  const isMove = kind === 'link' || kind === 'reassign';
  if (isDone && isMove && begun === undefined) return null;
  const state = new HallState(benchHall(day, names));
  for (const event of named) if (event.time <= from) state.apply(event);
  state.advance(from);
  const fromMin = (from - names.opening) / 60_000;
  const untilMin = fromMin + HORIZON_MIN + FOLLOW_MIN;
  let trueMin = 0;
  for (const ticket of day.tickets) {
    const [end, without] = [made.get(ticket.id) ?? Infinity, other.get(ticket.id) ?? Infinity];
    if (ticket.issuedMin > fromMin + HORIZON_MIN || end <= fromMin) continue;
    trueMin += Math.min(without, untilMin) - Math.min(end, untilMin);
  }
  const officer = pick(day.officers, act.window);
  const codes = scenario.branches.map(({ code }) => code);
  const queues =
    kind === 'link'
      ? [
          pick(codes, officer.home),
          ...queuesIn(officer.skills)
            .filter((q) => q !== officer.home)
            .map((q) => pick(codes, q)),
        ]
      : kind === 'open'
        ? queuesIn(officer.skills).map((q) => pick(codes, q))
        : kind === 'recall'
          ? [pick(codes, officer.home)]
          : [pick(codes, act.queue)];
  return {
    events: named,
    state,
    trueMin,
    horizonMin: HORIZON_MIN,
    followMin: FOLLOW_MIN,
    measure: {
      kind,
      windowId: kind === 'guide' ? null : names.window(act.window),
      queues,
      item: kind === 'guide' ? names.item(act.queue, act.item) : null,
      from,
      until: kind === 'guide' ? at(act.atMin + 45) : kind === 'open' ? at(act.atMin + 45) : null,
    },
  };
}

function actOf(day: SimDay, kind: Act['kind'], random: Stream): Act | null {
  const { branches } = day.scenario;
  const atMin = 60 + 360 * random.uniform();
  const any = { kind, atMin, window: 0, queue: 0, item: 0 };
  if (kind === 'guide') {
    const queue = Math.floor(random.uniform() * branches.length);
    const item = pick(branches, queue).items.findIndex(({ selfService }) => selfService);
    return item < 0 ? null : { ...any, queue, item };
  }
  if (kind === 'open') return { ...any, window: day.officers.findIndex(({ reserve }) => reserve) };
  if (kind === 'recall') {
    const away = day.officers.filter(({ absences }) => absences.some(({ kind: why }) => why === 'lunch'));
    const officer = away[Math.floor(random.uniform() * away.length)];
    const lunch = officer?.absences.find(({ kind: why }) => why === 'lunch');
    return officer === undefined || lunch === undefined
      ? null
      : { ...any, window: officer.window, queue: officer.home, atMin: lunch.startMin + 22 };
  }
  const able = day.officers.filter(
    (officer) => !isLinkedEarly(officer) && !officer.reserve && officer.skills !== only(officer.home),
  );
  const officer = able[Math.floor(random.uniform() * able.length)];
  if (officer === undefined) return null;
  const others = queuesIn(officer.skills).filter((q) => q !== officer.home);
  return { ...any, window: officer.window, queue: pick(others, Math.floor(random.uniform() * others.length)) };
}

/** Some windows have been linked since the morning, so that no queue stands alone. */
const isLinkedEarly = ({ window, reserve }: SimOfficer): boolean => window % 4 === 3 && !reserve;

/** Minute at which each visitor's wait ended. */
function play(day: SimDay, act: Act | null, emit: (event: HallEvent) => void): Map<number, number> {
  const names = benchNames(day);
  const feed = new SimFeed(day, names, emit);
  const ends = new Map<number, number>();
  const opening = (officer: SimOfficer): Assignment =>
    isLinkedEarly(officer) ? linked(officer.skills) : homeOnly(officer);
  const simulator = new HallSimulator(day, {
    opening,
    onStep: (step) => {
      feed.onStep(step);
      if (step.kind === 'called') ends.set(step.ticket.id, step.min);
    },
    onWait: (waitMin: number, _: number, ticket: SimTicket) => {
      if (!ends.has(ticket.id)) ends.set(ticket.id, ticket.issuedMin + waitMin);
    },
  });
  feed.open((w) => opening(pick(day.officers, w)).mask);
  if (act !== null) {
    simulator.advanceTo(act.atMin);
    const officer = pick(day.officers, act.window);
    if (act.kind === 'link') simulator.assign(act.window, linked(officer.skills, 'p1'));
    if (act.kind === 'reassign') simulator.assign(act.window, exclusive(only(act.queue), 'p1'));
    if (act.kind === 'open') simulator.open(act.window, act.atMin + 45, linked(officer.skills, 'p1'));
    if (act.kind === 'recall') simulator.recall(act.window);
    if (act.kind === 'guide') simulator.guide(act.queue, act.item, act.atMin + 45);
  }
  simulator.drain();
  return ends;
}
