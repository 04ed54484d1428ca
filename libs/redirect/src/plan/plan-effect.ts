import type { HallPlan, PlanEffect, PlanPart } from '@cockpit/contracts';
import { observedTogether, type ObservedMeasure } from '@cockpit/domain';
import { keptTickets, roundedSaving } from '../effect/effect-of';
import { toPromptDeed } from '../effect/help';
import { momentOf, type DayOf } from '../effect/judged';

const MINUTE_MS = 60_000;
/** Who still stands in line when the doors close is followed so much longer. */
export const FOLLOW_MIN = 60;

export type IssuedPlan = HallPlan & { readonly issued: NonNullable<HallPlan['issued']> };
/** Just before it was told, so that nothing of it is in the state. */
export const beforeTold = ({ madeAt, issued }: IssuedPlan): number =>
  Math.max(Date.parse(madeAt), Date.parse(issued.at)) - 1;

interface Part {
  readonly told: Omit<PlanPart, 'deed'>;
  readonly measure: ObservedMeasure;
}

/** What a plan did that was told to the windows: what they did of it, and the waits of the whole day against that day without all of this. */
export function planEffect(plan: IssuedPlan, day: DayOf, now: number): PlanEffect {
  const { config, events } = day;
  const from = beforeTold(plan);
  const closing = config.open.at(-1)?.to ?? config.dayStart + 24 * 60 * MINUTE_MS;
  const parts = partsOf(plan, from);
  const { state } = momentOf({ outcome: 'done', from }, day);
  const horizonMin = Math.max(0, (closing - from) / MINUTE_MS);
  const found = observedTogether(
    state,
    events.filter(({ time }) => time <= now),
    { measures: parts.map(({ measure }) => measure), from },
    { horizonMin, followMin: FOLLOW_MIN, past: day.pastOf(state) },
  );
  const told = parts.flatMap(({ told: part }, i) => {
    const deed = found.deeds[i];
    return deed === undefined ? [] : [{ ...part, deed: toPromptDeed(deed) }];
  });
  return {
    hall: plan.hall,
    day: plan.day,
    madeAt: plan.madeAt,
    from: iso(from + 1),
    at: iso(now),
    over: now >= closing + FOLLOW_MIN * MINUTE_MS,
    expected: plan.worth,
    parts: told,
    done: told.filter(({ deed: { code } }) => code !== 'not-executed' && code !== 'not-seen').length,
    observed: { ...roundedSaving(found), visitors: found.visitors, tickets: keptTickets(found) },
  };
}

/** Every measure of a plan that was still ahead when it was told, as it can be seen at the windows. */
export function partsOf(plan: HallPlan, from: number): Part[] {
  const part = (kind: PlanPart['kind'], told: Omit<Part['told'], 'kind'>, measure: Partial<ObservedMeasure>): Part => ({
    told: { kind, ...told },
    measure: {
      kind,
      windowId: told.windowId,
      queues: [],
      item: null,
      from,
      until: timeOf(told.until),
      begins: Date.parse(told.from),
      ...measure,
    },
  });
  const all = [
    ...plan.links.map(({ windowId, number, queues, from: begins = plan.madeAt }) =>
      part('link', { windowId, name: number, from: begins, until: null }, { queues }),
    ),
    ...plan.openings.map(({ windowId, number, from: begins, until }) =>
      part('open', { windowId, name: number, from: begins, until }, {}),
    ),
    ...plan.guides.map(({ item, name, queue, from: begins, until }) =>
      part('guide', { windowId: null, name, from: begins, until }, { item, queues: [queue] }),
    ),
    ...plan.absences.flatMap(({ windowId, number, from: begins, until, rosteredFrom }) => {
      // an absence that stays where the roster has it is no measure
      if (rosteredFrom === null || rosteredFrom === begins) return [];
      const since = Date.parse(rosteredFrom);
      const rostered = { from: since, until: since + Date.parse(until) - Date.parse(begins) };
      return [part('break', { windowId, name: number, from: begins, until }, { rostered })];
    }),
  ];
  return all.filter(({ measure: { until } }) => until === null || until > from);
}

const timeOf = (time: string | null): number | null => (time === null ? null : Date.parse(time));
const iso = (time: number): string => new Date(time).toISOString();
