import type { HallPlan, PlanAsk, PlanAskChange } from '@cockpit/contracts';
import { isAt, lastOfKind } from './same-absence';

type Asked = NonNullable<HallPlan['asked']>;
type Ordering = Pick<HallPlan, 'madeAt' | 'absences' | 'links' | 'openings' | 'replan'>;

/** What of the hall tells what is new to a window. */
export interface AskedHall {
  /** queues that a window serves without the plan */
  readonly serves: (windowId: string) => readonly string[];
  readonly queueName: (code: string) => string;
  /** when the doors close: a link ends then, epoch ms */
  readonly closesAt: number;
}

/**
 * Which windows are asked for something by a plan, as it is told to them, and for all of what: queues they serve besides, when a reserve opens,
 * and lunches and breaks at another time than they know of. What they know of is the roster, or the plan before, where they were not asked
 * about it or said that they had received it. A plan that was made anew by itself repeats nothing: what it keeps stays asked, or answered, as it was.
 * @param now when it is told: nobody is asked about a break that has begun by the plan, or that was over by what they knew of
 */
export function askedBy(
  plan: Ordering,
  before: (Ordering & Pick<HallPlan, 'asked'>) | null,
  now: number,
  hall: AskedHall,
): Asked {
  const numbers = new Map(
    [...plan.absences, ...plan.links, ...plan.openings].map(({ windowId, number }) => [windowId, number]),
  );
  return Object.fromEntries(
    [...numbers].flatMap(([windowId, number]) => {
      const earlier = before?.asked?.[windowId];
      const known = before !== null && (earlier === undefined || earlier.said === 'received') ? before : null;
      const own = { windowId, plan, known, now };
      const changes = [...linked(own, hall), ...opened(own), ...moved(own)];
      const isKept =
        plan.replan !== undefined && earlier !== undefined && changes.every((one) => isIn(one, earlier.changes));
      if (changes.length > 0 && !isKept) {
        const goesOn = known === null || earlier === undefined ? [] : holding(earlier, plan, now);
        const more = goesOn.length === 0 ? {} : { known: goesOn };
        return [[windowId, { windowId, number, changes, ...more, ...UNANSWERED }] as const];
      }
      // nothing new for who has answered: the answer goes on standing
      return (known !== null || isKept) && earlier !== undefined ? [[windowId, earlier] as const] : [];
    }),
  );
}

interface Own {
  readonly windowId: string;
  readonly plan: Ordering;
  /** the plan the window knows of */
  readonly known: Ordering | null;
  readonly now: number;
}

const UNANSWERED: Omit<PlanAsk, 'windowId' | 'number' | 'changes'> = { said: null, by: null, at: null, reason: null };
/** Asked already; a link that was told later begins later. */
const isIn = (one: PlanAskChange, all: readonly PlanAskChange[]): boolean =>
  all.some((other) => {
    if (one.kind === 'link') return other.kind === 'link' && one.queues.every((code) => other.queues.includes(code));
    if (one.kind === 'open') return other.kind === 'open' && isAt(one.until, other.until);
    return other.kind === one.kind && isAt(one.from, other.from);
  });

/** What a window was asked for before that is still to be done by another plan. */
function holding({ windowId, changes, known = [] }: PlanAsk, plan: Ordering, now: number): PlanAskChange[] {
  return [...known, ...changes].filter((one) => {
    if (Date.parse(one.until) <= now) return false;
    if (one.kind === 'link')
      return of(plan.links, windowId).some(({ queues }) => one.queues.every((code) => queues.includes(code)));
    if (one.kind === 'open') return of(plan.openings, windowId).some(({ until }) => isAt(until, one.until));
    return of(plan.absences, windowId).some(({ kind, from }) => kind === one.kind && isAt(from, one.from));
  });
}
/** Nobody can have begun before they were told. */
const fromNow = (from: string, now: number): string => new Date(Math.max(Date.parse(from), now)).toISOString();
const of = <T extends { windowId: string }>(all: readonly T[] | undefined, windowId: string): T[] =>
  (all ?? []).filter((one) => one.windowId === windowId);

function linked({ windowId, plan, known, now }: Own, { serves, queueName, closesAt }: AskedHall): PlanAskChange[] {
  const has = new Set([...serves(windowId), ...of(known?.links, windowId).flatMap(({ queues }) => queues)]);
  return of(plan.links, windowId).flatMap((link): PlanAskChange[] => {
    const queues = link.queues.filter((code) => !has.has(code));
    const from = fromNow(link.from ?? plan.madeAt, now);
    if (queues.length === 0 || Date.parse(from) >= closesAt) return [];
    return [{ kind: 'link', from, until: new Date(closesAt).toISOString(), queues, names: queues.map(queueName) }];
  });
}

function opened({ windowId, plan, known, now }: Own): PlanAskChange[] {
  const before = of(known?.openings, windowId);
  return of(plan.openings, windowId).flatMap(({ from, until }): PlanAskChange[] =>
    Date.parse(until) <= now || before.some((one) => isAt(one.from, from) && isAt(one.until, until))
      ? []
      : [{ kind: 'open', from: fromNow(from, now), until }],
  );
}

function moved({ windowId, plan, known, now }: Own): PlanAskChange[] {
  return inOrder(of(plan.absences, windowId)).flatMap((one): PlanAskChange[] => {
    const was = lastOfKind(one, plan.absences, known?.absences ?? [])?.from ?? one.rosteredFrom ?? one.from;
    const { kind, from, until } = one;
    const over = Date.parse(was) + Date.parse(until) - Date.parse(from);
    return isAt(was, from) || Date.parse(from) <= now || over <= now ? [] : [{ kind, from, until, was }];
  });
}

const inOrder = (absences: HallPlan['absences']): HallPlan['absences'] =>
  absences.sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
