import { sizeOf, type QueueSet } from '../queueSet';
import type { SimOfficer } from './officers';
import type { Assignment } from './steps';
import type { SimTicket } from './day';

export type WindowState = 'idle' | 'serving' | 'switching' | 'away' | 'closed';

export const NEVER = 1e18;

/** Mutable state of one window during a run. */
export class SimWindow {
  state: WindowState;
  /** When something happens at this window by itself; an idle one waits for its next absence or its closing. */
  untilMin: number;
  /** The branch whose business system is open on the desk; −1 before a reserve window's first sign-on. */
  current: number;
  mask: QueueSet;
  currentBias: number;
  homeBias: number;
  pending: Assignment | undefined;
  ticket: SimTicket | undefined;
  /** The ticket under way is only a no-show call: nobody comes. */
  noShow = false;
  away: 'break' | 'lunch' | 'outage' | undefined;
  closesMin = NEVER;
  /** When the service under way began. */
  startedMin = 0;
  readonly skillCount: number;
  private nextAbsence = 0;

  constructor(
    readonly officer: SimOfficer,
    skills: QueueSet,
    opening: Assignment,
  ) {
    this.current = officer.home;
    this.mask = opening.mask;
    this.currentBias = opening.currentBias;
    this.homeBias = opening.homeBias;
    this.skillCount = sizeOf(skills);
    this.state = officer.reserve ? 'closed' : 'idle';
    this.untilMin = officer.reserve ? NEVER : this.idleUntil();
  }

  /** The next absence that is due, taken off the list; undefined when none is due yet. */
  takeDueAbsence(nowMin: number): SimOfficer['absences'][number] | undefined {
    const absence = this.officer.absences[this.nextAbsence];
    if (absence === undefined || absence.startMin > nowMin + 1e-9) return undefined;
    this.nextAbsence += 1;
    return absence;
  }

  /** Planned absences still to come; outages are nobody's knowledge. */
  plannedAhead(): { startMin: number; endMin: number; kind: 'lunch' | 'break' }[] {
    return this.officer.absences
      .slice(this.nextAbsence)
      .flatMap(({ startMin, lengthMin, kind }) =>
        kind === 'outage' ? [] : [{ startMin, endMin: startMin + lengthMin, kind }],
      );
  }

  idleUntil(): number {
    return Math.min(this.officer.absences[this.nextAbsence]?.startMin ?? NEVER, this.closesMin);
  }

  assign(assignment: Assignment): void {
    this.mask = assignment.mask;
    this.currentBias = assignment.currentBias;
    this.homeBias = assignment.homeBias;
  }
}
