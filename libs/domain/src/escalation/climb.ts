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
  /** when the hall is open, epoch ms: no quiet hours hold then */
  readonly open?: readonly { readonly from: number; readonly to: number }[] | undefined;
  /** of the window it is about; absent: it is about none, or the feed names nobody there */
  readonly sitting?: Sitting | undefined;
}

/** Where an alert stands: the level (by its position in the policy) that has it, since when that level may be asked to answer, and why. */
export interface Reached {
  readonly rank: number;
  readonly at: number;
  readonly why: Message;
}

/** What holds from a moment on while nobody answers, and when it ends by itself (Infinity: never). */
export type Stretch =
  | { readonly kind: 'told'; readonly reached: Reached; readonly people: string[]; readonly until: number }
  | { readonly kind: 'quiet' | 'nobody'; readonly reached: Reached | null; readonly until: number };

export const levelAt = ({ policy }: Ladder, rank: number): DutyLevel => policy.levels[rank]?.level ?? 'bureau';
export const levelPart = (level: DutyLevel): ReturnType<typeof part> => part(`duty-level.${level}`, {});

/** Whoever sits at the window is its officer, whatever a roster says; who cannot be told there leaves it to the roster. */
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
/** They end when the hall opens, at the latest. */
function quietEnd({ policy, severity, timeZone, open = [] }: Ladder, at: number): number | null {
  if (severity === 'red' || open.some(({ from, to }) => from <= at && at < to)) return null;
  const end = quietHoursEnd(policy.quiet, timeZone, at);
  return end === null ? null : Math.min(end, ...open.filter(({ from }) => from > at).map(({ from }) => from));
}

/**
 * Who has it from `at` on. It stays with the level that has it while somebody is on duty there; a level without anybody is passed at once.
 * @param want the lowest level that may get it @param because why it leaves the level that had it; null: it does not
 */
export function stretchFrom(
  ladder: Ladder,
  before: Reached | null,
  want: number,
  at: number,
  because: Message | null,
): Stretch {
  const quiet = quietEnd(ladder, at);
  if (quiet !== null) return { kind: 'quiet', reached: before, until: quiet };
  const ranks = ranksFrom(ladder, want);
  const rank = ranks.find((one) => isStaffed(ladder, one, at));
  if (rank === undefined) {
    const until = Math.min(Infinity, ...ranks.map((one) => nextStart(shiftsAt(ladder, one), at)));
    return { kind: 'nobody', reached: before, until };
  }
  const reached =
    before?.rank === rank && because === null
      ? { ...before, at }
      : { rank, at, why: whyHere(ladder, rank, want, because) };
  return toldAt(ladder, reached, at);
}

/** A level that was told, looked at from some moment on which it still has it. */
export function toldAt(ladder: Ladder, reached: Reached, at: number): Stretch {
  const shifts = shiftsAt(ladder, reached.rank);
  return {
    kind: 'told',
    reached,
    people: onDutyAt(shifts, at),
    until: Math.min(climbsAt(ladder, reached), coveredUntil(shifts, reached.at)),
  };
}

function whyHere(ladder: Ladder, rank: number, want: number, because: Message | null): Message {
  const level = levelPart(levelAt(ladder, rank));
  if (because === null && ladder.sitting?.reached === false && levelAt(ladder, want) === 'officer')
    return message('escalation.no-channel', { level });
  if (rank > want) return message('escalation.empty', { passed: levelPart(levelAt(ladder, want)), level });
  return because === null
    ? message('escalation.first', { level })
    : { ...because, params: { ...because.params, level } };
}

/** When an unanswered alert goes up: after the delay of its level, not in quiet hours, and only to somebody who is there. */
export function climbsAt(ladder: Ladder, { rank, at }: Reached): number {
  const above = ranksFrom(ladder, rank + 1).flatMap((one) => shiftsAt(ladder, one));
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
