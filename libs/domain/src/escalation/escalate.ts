import { message, type Message } from '@cockpit/contracts';
import {
  MINUTE_MS,
  climbsAt,
  levelAt,
  levelPart,
  minutesAt,
  stretchFrom,
  toldAt,
  type Ladder,
  type Reached,
  type Stretch,
} from './climb';
import { courseOf, type AlertFact, type Claim, type Course } from './facts';

export type { Ladder, Reached } from './climb';

/** Who has an alert now. Times are hall time, epoch ms. */
export interface Escalated {
  readonly state: 'told' | 'acknowledged' | 'acting' | 'quiet' | 'nobody' | 'over';
  /** position of the level in the policy; -1 until somebody is notified */
  readonly rank: number;
  readonly people: readonly string[];
  readonly since: number;
  /** time of the next change without further facts; null if there is none */
  readonly nextAt: number | null;
  readonly why: Message;
  /** input of the next call, so that later roster changes do not undo the level reached */
  readonly reached: Reached | null;
}

/**
 * Who has an alert at a moment, at which level, until when, and why. The level never falls below one that was notified.
 * @param before level reached at the previous call; null to start from the beginning
 * @returns null if the alert has not opened
 */
export function escalate(
  facts: readonly AlertFact[],
  ladder: Ladder,
  now: number,
  before: Reached | null = null,
): Escalated | null {
  const course = courseOf(facts, ladder.policy.acknowledgedMin * MINUTE_MS, now);
  if (course === null) return null;
  const run = new EscalationRun(ladder, course, before);
  const end = course.closedAt ?? now;
  const last = run.to(end);
  if (course.closedAt !== null)
    return {
      ...last,
      state: 'over',
      people: [],
      since: course.closedAt,
      nextAt: null,
      why: message('escalation.over', {}),
    };
  return last;
}

class EscalationRun {
  private reached: Reached | null;
  private at: number;
  private lowestRank: number;
  private because: Message | null = null;

  constructor(
    private readonly ladder: Ladder,
    private readonly course: Course,
    before: Reached | null,
  ) {
    this.reached = before;
    this.at = Math.max(before?.at ?? 0, course.openedAt);
    this.lowestRank = before?.rank ?? 0;
  }

  to(end: number): Escalated {
    for (;;) {
      const claim = this.course.claims.find(({ from, to }) => from <= this.at && this.at < to);
      if (claim !== undefined) {
        if (claim.to > end) return this.claimed(claim);
        this.after(claim);
        continue;
      }
      const stretch = this.stretch();
      this.reached = stretch.reached;
      const until = Math.min(stretch.until, this.nextClaim());
      if (until > end) return this.free(stretch, end);
      this.leave(stretch, until);
    }
  }

  private stretch(): Stretch {
    const { reached, ladder, because, lowestRank, at } = this;
    return stretchFrom(ladder, reached, lowestRank, at, because);
  }

  private nextClaim(): number {
    return Math.min(Infinity, ...this.course.claims.filter(({ from }) => from > this.at).map(({ from }) => from));
  }

  /** The claim ended without a solution: the alert returns to the level that had it, with its whole delay. */
  private after({ kind, by, to }: Claim): void {
    const isHandedOver = this.course.claims.some(({ from }) => from === to);
    if (kind === 'acknowledged' && !isHandedOver)
      this.because = message('escalation.ran-out', {
        person: by,
        minutes: this.ladder.policy.acknowledgedMin,
        level: levelPart(levelAt(this.ladder, this.lowestRank)),
      });
    this.at = to;
  }

  private leave(stretch: Stretch, until: number): void {
    this.at = until;
    if (stretch.kind !== 'told') return;
    const { rank } = stretch.reached;
    this.because = null;
    this.lowestRank = rank;
    const isAnswered = this.course.claims.some(({ from }) => from === until);
    if (isAnswered || until < climbsAt(this.ladder, stretch.reached)) return;
    this.lowestRank = rank + 1;
    const level = levelPart(levelAt(this.ladder, rank + 1));
    this.because = message('escalation.unanswered', { minutes: minutesAt(this.ladder, rank), level });
  }

  private claimed({ kind, by, from, to }: Claim): Escalated {
    return {
      state: kind,
      rank: this.reached?.rank ?? -1,
      people: [by],
      since: from,
      nextAt: to === Infinity ? null : to,
      why:
        kind === 'acting'
          ? message('escalation.acting', { person: by })
          : message('escalation.acknowledged', { person: by, minutes: this.ladder.policy.acknowledgedMin }),
      reached: this.reached,
    };
  }

  private free(stretch: Stretch, end: number): Escalated {
    const nextAt = stretch.until === Infinity ? null : stretch.until;
    const rank = stretch.reached?.rank ?? -1;
    if (stretch.kind === 'told') {
      const { people } = toldAt(this.ladder, stretch.reached, end) as Extract<Stretch, { kind: 'told' }>;
      return {
        state: 'told',
        rank,
        people,
        since: stretch.reached.at,
        nextAt,
        why: stretch.reached.why,
        reached: stretch.reached,
      };
    }
    const why = message(stretch.kind === 'quiet' ? 'escalation.quiet' : 'escalation.nobody', {});
    return { state: stretch.kind, rank, people: [], since: this.at, nextAt, why, reached: stretch.reached };
  }
}
