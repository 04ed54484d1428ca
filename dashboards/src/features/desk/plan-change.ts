import { unplanned, type HallPlan, type PlanAsk, type PlanChange, type Unplanned } from '@cockpit/contracts';

export type Move = PlanChange['moves'][number];
type Absence = HallPlan['absences'][number];
/** An absence as it is on the screen; `planned`: when it begins by the plan as it was kept, where it has been moved. */
export type ShownAbsence = Absence & { planned?: string };

/** Later than this a plan holds much that is over already. */
const FRESH_MS = 30 * 60_000;
/** Whether the day has gone on so far since a plan was made which nobody adopted that one of its rest is better. */
export const isBehind = ({ madeAt, adopted }: Pick<HallPlan, 'madeAt' | 'adopted'>, now: number | null): boolean =>
  adopted === undefined && now !== null && now - Date.parse(madeAt) >= FRESH_MS;

/** Why there is no plan to show; what a hall works by already is shown whatever it was made from. */
export const whyNone = (plan: HallPlan): Unplanned | null => (plan.adopted === undefined ? unplanned(plan) : null);

const PRESSING = ['cannot', null, 'received'];
/** Windows that were asked to confirm what the hall works by: those who cannot first, then those who have said nothing. */
export const askedOf = ({ asked, inForce }: Pick<HallPlan, 'asked' | 'inForce'>): PlanAsk[] =>
  Object.values(asked ?? inForce?.asked ?? {}).sort(
    (a, b) =>
      PRESSING.indexOf(a.said) - PRESSING.indexOf(b.said) ||
      a.number.localeCompare(b.number, undefined, { numeric: true }),
  );

/** Whether it is the plan that was made then. */
export const isSamePlan = (plan: Pick<HallPlan, 'madeAt'>, madeAt: string): boolean =>
  Date.parse(plan.madeAt) === Date.parse(madeAt);

/** Starts lie on this grid, as those of the engine do. */
export const GRID_MS = 5 * 60_000;

/** Whether an absence can still be moved: neither its time is past nor has its officer had it. */
export const isAhead = (
  { planned, from, over }: Pick<ShownAbsence, 'planned' | 'from' | 'over'>,
  now: number,
): boolean => over !== true && Date.parse(planned ?? from) > now;

const isOf = (move: Move, { windowId, kind, from }: Pick<Absence, 'windowId' | 'kind' | 'from'>): boolean =>
  move.windowId === windowId && move.kind === kind && move.from === from;

/** One more move. Moved again it is one move; moved back it is none. */
export function withMove(
  moves: readonly Move[],
  absence: Pick<Absence, 'windowId' | 'kind' | 'from'>,
  to: number,
): Move[] {
  const rest = moves.filter((one) => !isOf(one, absence));
  const start = Math.round(to / GRID_MS) * GRID_MS;
  if (Math.abs(start - Date.parse(absence.from)) < GRID_MS / 2) return rest;
  const { windowId, kind, from } = absence;
  return [...rest, { windowId, kind, from, to: new Date(start).toISOString() }];
}

/** The absences of a plan with those that were moved where they would be. */
export const movedAbsences = (plan: Pick<HallPlan, 'absences'>, moves: readonly Move[]): ShownAbsence[] =>
  plan.absences.map((one) => {
    const move = moves.find((each) => isOf(each, one));
    if (move === undefined) return one;
    const length = Date.parse(one.until) - Date.parse(one.from);
    return {
      ...one,
      planned: one.from,
      from: move.to,
      until: new Date(Date.parse(move.to) + length).toISOString(),
      rosteredFrom: one.rosteredFrom ?? one.from,
    };
  });

/** Staff by half hour as the trial has it; before it begins, as the plan has it. */
export function presenceOf(
  plan: Pick<HallPlan, 'presence'>,
  tried: Pick<HallPlan, 'presence'> | null,
): HallPlan['presence'] {
  if (tried === null) return plan.presence;
  return plan.presence.map((one) => {
    const fresh = new Map(
      tried.presence.find(({ queue }) => queue === one.queue)?.slots.map((slot) => [Date.parse(slot.from), slot]),
    );
    return { ...one, slots: one.slots.map((slot) => fresh.get(Date.parse(slot.from)) ?? slot) };
  });
}

export interface Why {
  /** staff there and needed in the half hour in which it was rostered, had it stayed */
  was: { there: number; needed: number };
  /** the same where it is now */
  is: { there: number; needed: number };
}

/** How many more are there than needed; negative: how many are missing. */
export const spareOf = ({ there, needed }: Why['was']): number => there - needed;

/** What the plan gains by having somebody away at another time than rostered: staff against need then and now. Null where it did not move. */
export function whyMoved(
  { rosteredFrom, from, until }: Pick<Absence, 'rosteredFrom' | 'from' | 'until'>,
  presence: HallPlan['presence'][number] | undefined,
): Why | null {
  if (rosteredFrom === null || presence === undefined) return null;
  const at = (time: number) => presence.slots.findLast((slot) => Date.parse(slot.from) <= time);
  const [then, now] = [at(Date.parse(rosteredFrom)), at(Date.parse(from))];
  if (then === undefined || now === undefined || then === now) return null;
  // counted as away in that half hour already where the two times overlap it
  const counted = Date.parse(from) < Date.parse(then.from) + 1_800_000 && Date.parse(until) > Date.parse(then.from);
  return {
    was: { there: then.there - (counted ? 0 : 1), needed: then.needed },
    is: { there: now.there, needed: now.needed },
  };
}
