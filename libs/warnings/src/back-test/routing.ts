import type { BackTestRouting, EscalationPolicy, RuleSettings, Severity } from '@cockpit/contracts';
import { escalate, policyUnder, type HallConfig, type RosterShift } from '@cockpit/domain';
import { freeAt, type RobotOfHall } from '@cockpit/notify';

export interface FiringToRoute {
  readonly at: number;
  readonly until: number | null;
  readonly severity: Severity;
  /** what the rule says of whom it tells; absent: nothing */
  readonly settings?: Pick<RuleSettings, 'firstLevel' | 'levels'>;
}

/** Whom a hall tells: who is on duty, and the robots that are posted to. */
export interface Routes {
  readonly hall: string;
  readonly timeZone: string;
  readonly policy: EscalationPolicy;
  /** opening hours of the day, epoch ms */
  readonly open: HallConfig['open'];
  /** empty: no roster is kept, everybody is told by the channels */
  readonly shifts: readonly RosterShift[];
  readonly robots: readonly RobotOfHall[];
}

/** Whom each firing would have been told to, and whether a robot's limit would have stood against it. Of these firings alone: others post there too. */
export function routed(firings: readonly FiringToRoute[], routes: Routes): BackTestRouting[] {
  const late = overQuota(firings, routes.robots);
  return firings.map((firing, i) => ({ told: toldTo(firing, routes), overQuota: late.has(i) }));
}

function toldTo(
  { at, severity, settings = {} }: FiringToRoute,
  { hall, timeZone, policy, open, shifts }: Routes,
): BackTestRouting['told'] {
  if (shifts.length === 0) return null;
  const ladder = { policy: policyUnder(policy, settings), shifts, severity, timeZone, open, place: { hall } };
  const held = escalate([{ kind: 'opened', at }], ladder, at);
  return held?.state === 'nobody' ? 'nobody' : held?.state === 'quiet' ? 'later' : 'somebody';
}

/** Positions of those whose first message would have had to wait, or to be folded with others. */
function overQuota(firings: readonly FiringToRoute[], robots: readonly RobotOfHall[]): Set<number> {
  const late = new Set<number>();
  const arrivals = new Map<string, number[]>();
  const messages = firings
    .flatMap(({ at, until, severity }, i) => [
      { at, i, severity, isEnd: false },
      ...(until === null ? [] : [{ at: until, i, severity, isEnd: true }]),
    ])
    .sort((a, b) => a.at - b.at || a.i - b.i);
  for (const { at, i, severity, isEnd } of messages)
    for (const { robot, limits, levels, endings } of robots) {
      if (!levels.includes(severity) || (isEnd && !endings)) continue;
      const before = arrivals.get(robot) ?? [];
      const free = freeAt(limits, before, at);
      if (free > at && !isEnd) late.add(i);
      // what has to wait is folded into what goes next: it takes no place of its own
      if (free <= at) arrivals.set(robot, [...before.filter((one) => one > at - LONGEST_MS), at]);
    }
  return late;
}

/** no limit looks back further */
const LONGEST_MS = 3_600_000;
