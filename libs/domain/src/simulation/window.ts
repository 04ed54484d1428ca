import { sizeOf, type QueueSet } from '../queue-set';
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
  private absences: SimOfficer['absences'];

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
    this.absences = officer.absences;
    this.state = officer.reserve ? 'closed' : 'idle';
    this.untilMin = officer.reserve ? NEVER : this.idleUntil();
  }

  /** The next absence that is due, taken off the list; undefined when none is due yet. */
  takeDueAbsence(nowMin: number): SimOfficer['absences'][number] | undefined {
    const absence = this.absences[this.nextAbsence];
    if (absence === undefined || absence.startMin > nowMin + 1e-9) return undefined;
    this.nextAbsence += 1;
    return absence;
  }

  /** Planned absences still to come; outages are nobody's knowledge. */
  plannedAhead(): { startMin: number; endMin: number; kind: 'lunch' | 'break' }[] {
    return this.absences
      .slice(this.nextAbsence)
      .flatMap(({ startMin, lengthMin, kind }) =>
        kind === 'outage' ? [] : [{ startMin, endMin: startMin + lengthMin, kind }],
      );
  }

  /** The planned absence of that kind that is nearest to `wasMin` begins at another time; false when none is still to come. */
  moveAbsence(kind: 'lunch' | 'break', wasMin: number, startMin: number): boolean {
    const ahead = this.absences.slice(this.nextAbsence);
    const away = (one: SimOfficer['absences'][number]): number => Math.abs(one.startMin - wasMin);
    const [moved] = ahead.filter((one) => one.kind === kind).sort((a, b) => away(a) - away(b));
    if (moved === undefined) return false;
    const others = ahead.filter((one) => one !== moved);
    const inOrder = [...others, { ...moved, startMin }].sort((a, b) => a.startMin - b.startMin);
    this.absences = [...this.absences.slice(0, this.nextAbsence), ...inOrder];
    if (this.state === 'idle') this.untilMin = this.idleUntil();
    return true;
  }

  idleUntil(): number {
    return Math.min(this.absences[this.nextAbsence]?.startMin ?? NEVER, this.closesMin);
  }

  assign(assignment: Assignment): void {
    this.mask = assignment.mask;
    this.currentBias = assignment.currentBias;
    this.homeBias = assignment.homeBias;
  }
}
