import type { HallPlan, PlanDifference } from '@cockpit/contracts';
import { isAt, lastOfKind } from './same-absence';

type Ordering = Pick<HallPlan, 'madeAt' | 'links' | 'openings' | 'absences'>;
type Told = Omit<PlanDifference, 'how' | 'was'>;

/** What of the windows is other by a plan than by the one in force, as far as it is still ahead, in order of time. */
export function planDifferences(before: Ordering, next: Ordering, now: number): PlanDifference[] {
  const all = [...linked(before, next), ...opened(before, next, now), ...moved(before, next)];
  return all.sort((a, b) => Date.parse(a.from) - Date.parse(b.from) || a.number.localeCompare(b.number));
}

const added = (told: Told): PlanDifference => ({ how: 'added', ...told, was: null });
const dropped = (told: Told): PlanDifference => ({ how: 'dropped', ...told, was: null });

function linked(before: Ordering, next: Ordering): PlanDifference[] {
  const told = ({ number, from }: Ordering['links'][number], plan: Ordering): Told => ({
    kind: 'link',
    number,
    from: from ?? plan.madeAt,
  });
  const serves = (plan: Ordering, { windowId, queues }: Ordering['links'][number]): boolean => {
    const own = plan.links.find((one) => one.windowId === windowId)?.queues ?? [];
    return queues.every((code) => own.includes(code));
  };
  return [
    ...next.links.filter((link) => !serves(before, link)).map((link) => added(told(link, next))),
    ...before.links.filter((link) => !serves(next, link)).map((link) => dropped(told(link, before))),
  ];
}

function opened(before: Ordering, next: Ordering, now: number): PlanDifference[] {
  type Opening = Ordering['openings'][number];
  const told = ({ number, from }: Opening): Told => ({ kind: 'open', number, from });
  const isIn = ({ openings }: Ordering, one: Opening): boolean =>
    openings.some((other) => other.windowId === one.windowId && isAt(other.until, one.until));
  const more = next.openings.filter((one) => !isIn(before, one));
  const less = before.openings.filter((one) => Date.parse(one.until) > now && !isIn(next, one));
  return [
    ...more.map((one): PlanDifference => {
      const at = less.findIndex(({ windowId }) => windowId === one.windowId);
      const [was] = at < 0 ? [] : less.splice(at, 1);
      return was === undefined ? added(told(one)) : { how: 'moved', ...told(one), was: was.from };
    }),
    ...less.map((one) => dropped(told(one))),
  ];
}

function moved(before: Ordering, next: Ordering): PlanDifference[] {
  return next.absences.flatMap((one): PlanDifference[] => {
    const was = lastOfKind(one, next.absences, before.absences)?.from;
    return was === undefined || isAt(was, one.from)
      ? []
      : [{ how: 'moved', kind: one.kind, number: one.number, from: one.from, was }];
  });
}
