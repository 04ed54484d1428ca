import type { WindowEvent } from './events';

type Kind = WindowEvent['type'];

/**
 * What a window's own reports mean at one and the same instant: who closes and opens hands over to the next officer, a fault that is
 * restored is over, and who resumes and pauses is away. The live picture has the same order (WINDOW_KINDS).
 */
const RANK: Record<Kind, number> = {
  'hall.window.closed': 0, 'hall.window.opened': 1, 'hall.window.fault': 2, 'hall.window.restored': 3, 'hall.window.resumed': 4,
  'hall.window.paused': 5, 'hall.window.assigned': 6,
};

export type Stop = 'fault' | 'paused' | 'closed';

/** The reports of one window, told in order of time. */
export class WindowReports {
  private readonly reports: readonly WindowEvent[];
  private told = 0;
  private readonly since: Record<Stop, number | null> = { fault: null, paused: null, closed: null };
  /** whether it has said anything but what it serves, which a window that is not open may be told too */
  isHeard = false;

  constructor(reports: readonly WindowEvent[]) {
    this.reports = [...reports].sort((a, b) => a.time - b.time || RANK[a.type] - RANK[b.type] || (a.identity < b.identity ? -1 : 1));
  }

  /** Goes on to an instant, which is never before the last one. */
  *upTo(at: number): Generator<WindowEvent> {
    for (let report = this.reports[this.told]; report !== undefined && report.time <= at; report = this.reports[++this.told]) {
      this.step(report);
      yield report;
    }
  }

  /** What keeps the window from serving, unless it called somebody after that. */
  stop(calledAt: number): Stop | null {
    const stands = (stop: Stop): boolean => {
      const since = this.since[stop];
      return since !== null && since >= calledAt;
    };
    return (['fault', 'paused', 'closed'] as const).find(stands) ?? null;
  }

  private step({ type, time }: WindowEvent): void {
    const { since } = this;
    if (type !== 'hall.window.assigned') this.isHeard = true;
    switch (type) {
      case 'hall.window.opened': since.paused = since.closed = null; return;
      case 'hall.window.closed': since.paused = null; since.closed = time; return;
      case 'hall.window.paused': since.paused = time; return;
      case 'hall.window.resumed': since.paused = null; return;
      case 'hall.window.fault': since.fault = time; return;
      case 'hall.window.restored': since.fault = null; return;
      default:
    }
  }
}
