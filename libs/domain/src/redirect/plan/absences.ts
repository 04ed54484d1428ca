import { EPS, firstStart, gapBefore, isFixed, Places, startsOf } from './places';
import { Ledger } from './ledger';
import { rearrange } from './rearrange';
import type { Outlook } from './outlook';
import type { DayPlan, PlanHall } from './types';

/** Places of equal standing that the look-ahead is asked about: for one absence, and for all of a hall together. */
const LOOKED_AT = 8;
const LOOKED_AT_IN_ALL = 600;

/**
 * Every officer's absences, within the rules: first a placing that keeps the limits and meets demand as far as it can be
 * met, then each absence to where the look-ahead finds least waiting, among places that are as good by the rules.
 */
export function planAbsences(hall: PlanHall, outlook: Outlook): DayPlan['absences'] {
  const starts = [asRostered, earliestDeadline, oneByOne].map((lay) => {
    const places = new Places(hall, new Ledger(hall));
    lay(places);
    places.settle();
    return places;
  });
  const best = rearrange(starts.reduce((a, b) => (b.ledger.total() < a.ledger.total() - EPS ? b : a)));
  placeByOutlook(best, outlook);
  best.settle();
  return placed(best);
}

/** The absences as the hall has them, but for those that break limits less elsewhere, or spare so many person-minutes of waiting. */
export function moveAbsences(hall: PlanHall, outlook: Outlook, leastGain: number): DayPlan['absences'] {
  const places = new Places(hall, new Ledger(hall));
  asRostered(places);
  places.settle();
  placeByOutlook(places, outlook, leastGain);
  places.settle();
  return placed(places);
}

const placed = ({ own: all }: Places): DayPlan['absences'] =>
  new Map(all.flatMap((own, w) => (own.length > 0 ? [[w, own.filter((one) => one !== undefined)] as const] : [])));

function rostered(places: Places, w: number): void {
  places.own[w]?.forEach((_, a) => {
    places.putRostered(w, a);
  });
}

function asRostered(places: Places): void {
  places.own.forEach((_, w) => {
    rostered(places, w);
  });
}

function layFixed(places: Places): void {
  places.each((w, a) => {
    if (isFixed(places.hall, w, a)) places.putRostered(w, a);
  });
}

/** In order of time, whoever must go soonest goes first as soon as the limits let somebody go: fits the most into the hours. */
function earliestDeadline(places: Places): void {
  const { hall } = places;
  layFixed(places);
  const left: { w: number; a: number; deadline: number; length: number }[] = [];
  places.each((w, a) => {
    const one = hall.view.windows[w]?.absences[a];
    if (places.own[w]?.[a] === undefined && one !== undefined)
      left.push({ w, a, deadline: hall.hours[w]?.[a]?.latestMin ?? 0, length: one.endMin - one.startMin });
  });
  left.sort((x, y) => x.deadline - y.deadline || y.length - x.length || x.w - y.w);
  const times = new Set<number>();
  for (const { w, a } of left) for (const start of startsOf(hall, w, a, [])) times.add(start);
  for (const time of [...times].sort((x, y) => x - y)) {
    for (let i = 0; i < left.length; i += 1) {
      const { w, a, deadline } = left[i] ?? { w: 0, a: 0, deadline: 0 };
      const own = places.own[w] ?? [];
      const before = own[a - 1];
      if (a > 0 && before === undefined) continue;
      if (
        time < firstStart(hall, w, a) - EPS ||
        time > deadline + EPS ||
        (before !== undefined && time < before.endMin + gapBefore(hall, w, a) - EPS)
      )
        continue;
      if (places.overLimits(w, a, time) > 0) continue;
      places.put(w, a, places.at(w, a, time));
      left.splice(i, 1);
      i -= 1;
    }
  }
  layRest(places);
}

/** Each to its best place in turn, long ones first. */
function oneByOne(places: Places): void {
  layFixed(places);
  layRest(places);
}

function layRest(places: Places): void {
  const { hall } = places;
  const left: { w: number; a: number; length: number }[] = [];
  places.each((w, a) => {
    const one = hall.view.windows[w]?.absences[a];
    if (places.own[w]?.[a] === undefined && one !== undefined) left.push({ w, a, length: one.endMin - one.startMin });
  });
  for (const { w, a } of left.sort((x, y) => y.length - x.length || x.w - y.w || x.a - y.a)) {
    if (places.own[w]?.[a] !== undefined) continue;
    let [best, least] = [NaN, Infinity];
    for (const start of startsOf(hall, w, a, places.own[w] ?? [])) {
      const cost = places.cost(w, a, start);
      if (cost < least - EPS) [best, least] = [start, cost];
    }
    // No room between the officer's other absences: the roster's own places always leave it.
    if (Number.isNaN(best)) rostered(places, w);
    else places.put(w, a, places.at(w, a, best));
  }
}

/** @param leastGain an absence stays where it is unless this is spared; without one the first of equal places is taken */
function placeByOutlook(places: Places, outlook: Outlook, leastGain?: number): void {
  const { hall } = places;
  const replace = (w: number): void => {
    const window = hall.view.windows[w];
    if (window !== undefined)
      outlook.replace(w, { ...window, absences: (places.own[w] ?? []).filter((one) => one !== undefined) });
  };
  places.own.forEach((own, w) => {
    if (own.length > 0) replace(w);
  });
  const each = Math.max(
    2,
    Math.min(
      LOOKED_AT,
      Math.floor(
        LOOKED_AT_IN_ALL /
          Math.max(
            1,
            places.own.reduce((sum, own) => sum + own.length, 0),
          ),
      ),
    ),
  );
  places.each((w, a) => {
    const was = places.own[w]?.[a];
    if (was === undefined || isFixed(hall, w, a)) return;
    const starts = startsOf(hall, w, a, places.own[w] ?? []);
    const before = leastGain === undefined ? Infinity : outlook.cost() - leastGain;
    places.put(w, a, undefined);
    const most = Math.min(...starts.map((start) => places.cost(w, a, start))) + EPS;
    const equal = spread(
      starts.filter((start) => places.cost(w, a, start) <= most),
      each,
    );
    let [best, least] = [was.startMin, before];
    if (equal.length > 1) {
      for (const start of equal) {
        places.put(w, a, places.at(w, a, start));
        replace(w);
        const cost = outlook.cost();
        if (cost < least - 1e-9) [best, least] = [start, cost];
      }
    }
    places.put(w, a, best === was.startMin ? was : places.at(w, a, best));
    replace(w);
  });
}

function spread(starts: readonly number[], most: number): number[] {
  if (starts.length <= most) return [...starts];
  return Array.from({ length: most }, (_, i) => starts[Math.round((i * (starts.length - 1)) / (most - 1))] ?? 0);
}
