import type { HallPlan, PlanChange } from '@cockpit/contracts';
import { setOfCodes, type DayPlan, type HallConfig, type PlanHall } from '@cockpit/domain';

type Move = PlanChange['moves'][number];
type Absence = NonNullable<ReturnType<DayPlan['absences']['get']>>[number];
type Planned = HallPlan['absences'][number];

const MINUTE_MS = 60_000;

/**
 * A plan that was kept, as the engine knows plans, for what is left of the day. What has begun is over; an absence that the plan does not know
 * stays where the roster has it.
 * @throws {RangeError} for a move of an absence that is not ahead
 */
export function keptPlan(kept: HallPlan, config: HallConfig, { view }: PlanHall, moves: readonly Move[] = []): DayPlan {
  const minute = minutesOf(config);
  const index = new Map(config.windows.map(({ id }, i) => [id, i]));
  const item = new Map(config.items.map(({ code }, i) => [code, i]));
  const codes = config.queues.map(({ code }) => code);
  const now = view.nowMin;
  const left = new Set(moves);
  const absences = owed(kept, config, view).map((own) =>
    own.map(({ rostered: as, planned }): Absence => {
      if (planned === undefined) return as;
      const move = moves.find(
        (one) => one.windowId === planned.windowId && one.kind === planned.kind && isAt(one.from, planned.from),
      );
      if (move !== undefined) left.delete(move);
      const startMin = minute(move?.to ?? planned.from);
      return { kind: as.kind, startMin, endMin: startMin + as.endMin - as.startMin };
    }),
  );
  const [missed] = left;
  if (missed !== undefined)
    throw new RangeError(`no ${missed.kind} of window "${missed.windowId}" at ${missed.from} lies ahead`);
  const links = kept.links.flatMap(({ windowId, queues, from }) => {
    const w = index.get(windowId);
    const window = w === undefined ? undefined : view.windows[w];
    if (w === undefined || window === undefined || window.condition === 'closed') return [];
    const begins = window.condition === 'away' ? window.backMin : from === undefined ? now : minute(from);
    return [{ w, mask: setOfCodes(codes, queues), begins }];
  });
  return {
    madeAtMin: now,
    masks: new Map(links.map(({ w, mask }) => [w, mask])),
    linkedFrom: new Map(links.flatMap(({ w, begins }) => (begins > now ? [[w, begins] as const] : []))),
    absences: new Map(absences.flatMap((own, w) => (own.length === 0 ? [] : [[w, inOrder(own)] as const]))),
    openings: kept.openings.flatMap(({ windowId, from, until }) => {
      const window = index.get(windowId);
      return window === undefined || minute(until) <= now
        ? []
        : [{ window, atMin: Math.max(now, minute(from)), untilMin: minute(until) }];
    }),
    guides: kept.guides.flatMap((one) => {
      const known = item.get(one.item);
      return known === undefined || minute(one.until) <= now
        ? []
        : [{ item: known, fromMin: Math.max(now, minute(one.from)), untilMin: minute(one.until) }];
    }),
  };
}

/** The absences of a plan that can still be moved: their time is not past, and their officer has not had them already. */
export const aheadOf = (kept: HallPlan, config: HallConfig, { view }: PlanHall): ReadonlySet<Planned> =>
  new Set(owed(kept, config, view).flatMap((own) => own.flatMap(({ planned }) => planned ?? [])));

const minutesOf =
  ({ forecast }: HallConfig) =>
  (time: string): number =>
    (Date.parse(time) - forecast.start) / MINUTE_MS;

interface Owed {
  readonly rostered: Absence;
  /** by the plan; missing where it does not know the absence */
  readonly planned: Planned | undefined;
}

/** By window: the absences that are still to come. */
function owed(kept: HallPlan, config: HallConfig, view: PlanHall['view']): Owed[][] {
  const minute = minutesOf(config);
  return view.windows.map(({ absences }, w) =>
    lastOfEach(
      absences,
      kept.absences.filter(({ windowId, from }) => config.windows[w]?.id === windowId && minute(from) > view.nowMin),
    ),
  );
}

const isAt = (a: string, b: string): boolean => Math.abs(Date.parse(a) - Date.parse(b)) < MINUTE_MS / 2;
const inOrder = (own: readonly Absence[]): Absence[] => [...own].sort((a, b) => a.startMin - b.startMin);

/** Who has been away already is owed the last ones of each kind. */
function lastOfEach(rostered: readonly Absence[], planned: readonly Planned[]): Owed[] {
  return rostered.map((one, i) => {
    const after = rostered.slice(i + 1).filter(({ kind }) => kind === one.kind).length;
    return { rostered: one, planned: planned.filter(({ kind }) => kind === one.kind).at(-1 - after) };
  });
}
