import type { HallPlan, PlanAsk } from '@cockpit/contracts';

type Absence = HallPlan['absences'][number];
type Asked = NonNullable<HallPlan['asked']>;

/**
 * Which windows have to say that they have read a plan, as it is told to them: those whose lunch or break begins at another time than
 * they know of. What they know of is the roster, or the plan before, where they were not asked about it or said that they had received it.
 * @param now when it is told: nobody is asked about a break that has begun by the plan, or that was over by what they knew of
 */
export function askedBy(
  plan: Pick<HallPlan, 'absences'>,
  before: Pick<HallPlan, 'absences' | 'asked'> | null,
  now: number,
): Asked {
  const windows = [...new Set(plan.absences.map(({ windowId }) => windowId))];
  return Object.fromEntries(
    windows.flatMap((windowId) => {
      const own = ofWindow(plan.absences, windowId);
      const earlier = before?.asked?.[windowId];
      const isKnown = before !== null && (earlier === undefined || earlier.said === 'received');
      const known = isKnown ? ofWindow(before.absences, windowId) : [];
      const changes = own.flatMap((one): PlanAsk['changes'] => {
        const was = sameOf(one, own, known)?.from ?? one.rosteredFrom ?? one.from;
        const { kind, from, until } = one;
        const over = Date.parse(was) + Date.parse(until) - Date.parse(from);
        return isAt(was, from) || Date.parse(from) <= now || over <= now ? [] : [{ kind, from, until, was }];
      });
      if (changes.length > 0)
        return [[windowId, { windowId, number: own[0]?.number ?? '', changes, ...UNANSWERED }] as const];
      // nothing new for who has answered: the answer goes on standing
      return isKnown && earlier !== undefined ? [[windowId, earlier] as const] : [];
    }),
  );
}

const UNANSWERED = { said: null, by: null, at: null, reason: null };
const MINUTE_MS = 60_000;
const isAt = (a: string, b: string): boolean => Math.abs(Date.parse(a) - Date.parse(b)) < MINUTE_MS;

const ofWindow = (absences: readonly Absence[], windowId: string): Absence[] =>
  absences.filter((one) => one.windowId === windowId).sort((a, b) => Date.parse(a.from) - Date.parse(b.from));

/** The same absence in another plan. A plan made later knows the last ones of each kind only. */
function sameOf(one: Absence, own: readonly Absence[], other: readonly Absence[]): Absence | undefined {
  const after = own.slice(own.indexOf(one) + 1).filter(({ kind }) => kind === one.kind).length;
  return other.filter(({ kind }) => kind === one.kind).at(-1 - after);
}
