import { part, message, type DutyLevel, type EscalationPolicy, type Message } from '@cockpit/contracts';
import { coveredUntil, inCharge, nextStart, onDutyAt, type Place, type RosterShift, type Sitting } from './roster';
import { quietHoursEnd } from './quiet-hours';

export const MINUTE_MS = 60_000;

export interface Ladder {
  readonly policy: EscalationPolicy;
  readonly shifts: readonly RosterShift[];
  readonly place: Place;
  readonly severity: 'yellow' | 'red';
  readonly timeZone: string;
  /** opening intervals, epoch ms; quiet hours do not apply within them */
  readonly open?: readonly { readonly from: number; readonly to: number }[] | undefined;
  /** officer at the alert's window; absent if the alert has no window or the feed names no officer */
  readonly sitting?: Sitting | undefined;
}

/** Current level of an alert (its position in the policy), the time from which it may be asked to answer, and the reason. */
export interface Reached {
  readonly rank: number;
  readonly at: number;
  readonly why: Message;
}

/** State of an alert while nobody answers, with its own end (Infinity: never). */
export type Stretch =
  | { readonly kind: 'told'; readonly reached: Reached; readonly people: string[]; readonly until: number }
  | { readonly kind: 'quiet' | 'nobody'; readonly reached: Reached | null; readonly until: number };

export const levelAt = ({ policy }: Ladder, rank: number): DutyLevel => policy.levels[rank]?.level ?? 'bureau';
export const levelPart = (level: DutyLevel): ReturnType<typeof part> => part(`duty-level.${level}`, {});

/** The officer at the window precedes the roster; if the officer cannot be notified there, the roster applies. */
function shiftsAt(ladder: Ladder, rank: number): RosterShift[] {
  const { shifts, place, sitting } = ladder;
  const level = levelAt(ladder, rank);
  return level === 'officer' && sitting?.reached === true
    ? [{ person: sitting.person, level, halls: [place.hall], unit: null, from: -Infinity, to: Infinity }]
    : inCharge(shifts, level, place);
}
const isStaffed = (ladder: Ladder, rank: number, at: number): boolean =>
  onDutyAt(shiftsAt(ladder, rank), at).length > 0;
const ranksFrom = ({ policy }: Ladder, rank: number): number[] =>
  policy.levels.flatMap((_, k) => (k >= rank ? [k] : []));
/** Quiet hours end at the latest when the hall opens. */
function quietEnd({ policy, severity, timeZone, open = [] }: Ladder, at: number): number | null {
  if (severity === 'red' || open.some(({ from, to }) => from <= at && at < to)) return null;
  const end = quietHoursEnd(policy.quiet, timeZone, at);
  return end === null ? null : Math.min(end, ...open.filter(({ from }) => from > at).map(({ from }) => from));
}

/**
 * The level that has the alert from `at` on. A level keeps it while somebody is on duty there; a level without anybody is skipped at once.
 * @param lowestRank the lowest level that may get it
 * @param because why it leaves the current level; null if it does not
 */
export function stretchFrom(
  ladder: Ladder,
  before: Reached | null,
  lowestRank: number,
  at: number,
  because: Message | null,
): Stretch {
  const quiet = quietEnd(ladder, at);
  if (quiet !== null) return { kind: 'quiet', reached: before, until: quiet };
  const ranks = ranksFrom(ladder, lowestRank);
  const rank = ranks.find((candidate) => isStaffed(ladder, candidate, at));
  if (rank === undefined) {
    const until = Math.min(Infinity, ...ranks.map((candidate) => nextStart(shiftsAt(ladder, candidate), at)));
    return { kind: 'nobody', reached: before, until };
  }
  const reached =
    before?.rank === rank && because === null
      ? { ...before, at }
      : { rank, at, why: reasonForLevel(ladder, rank, lowestRank, because) };
  return toldAt(ladder, reached, at);
}

/** State of a notified level from a moment on at which it still has the alert. */
export function toldAt(ladder: Ladder, reached: Reached, at: number): Stretch {
  const shifts = shiftsAt(ladder, reached.rank);
  return {
    kind: 'told',
    reached,
    people: onDutyAt(shifts, at),
    until: Math.min(climbsAt(ladder, reached), coveredUntil(shifts, reached.at)),
  };
}

function reasonForLevel(ladder: Ladder, rank: number, lowestRank: number, because: Message | null): Message {
  const level = levelPart(levelAt(ladder, rank));
  if (because === null && ladder.sitting?.reached === false && levelAt(ladder, lowestRank) === 'officer')
    return message('escalation.no-channel', { level });
  if (rank > lowestRank) return message('escalation.empty', { passed: levelPart(levelAt(ladder, lowestRank)), level });
  return because === null
    ? message('escalation.first', { level })
    : { ...because, params: { ...because.params, level } };
}

/** When an unanswered alert escalates: after the delay of its level, outside quiet hours, and only to a level with somebody on duty. */
export function climbsAt(ladder: Ladder, { rank, at }: Reached): number {
  const above = ranksFrom(ladder, rank + 1).flatMap((higher) => shiftsAt(ladder, higher));
  let next = at + delayMs(ladder, rank);
  for (;;) {
    const quiet = quietEnd(ladder, next);
    if (quiet !== null) next = quiet;
    else if (onDutyAt(above, next).length > 0) return next;
    else if ((next = nextStart(above, next)) === Infinity) return Infinity;
  }
}

export const minutesAt = ({ policy }: Ladder, rank: number): number => policy.levels[rank]?.afterMin ?? 0;
export const delayMs = (ladder: Ladder, rank: number): number => minutesAt(ladder, rank) * MINUTE_MS;
