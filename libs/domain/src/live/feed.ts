export interface Anomaly {
  kind: string;
  /** of what was noted before subjects were kept */
  message?: string;
  /** what it is about, as the words of a screen need it */
  subject?: string;
  count: number;
  lastAt: number;
}

/** What the numbers of a wall are made of. */
export const TOLD_ON_WALLS: readonly string[] = ['ticket', 'window', 'queue'];

/** What one source has shown today. `lastEventAt` is hall time; `…ReceivedAt` are wall times at the door. */
export class FeedLive {
  firstReceivedAt: number | null = null;
  lastReceivedAt: number | null = null;
  /** of what a wall is made of: bookings or terminals told later do not make a source speak of tickets again */
  wallReceivedAt: number | null = null;
  lastEventAt: number | null = null;
  /** usual wall time between arrivals, ms; null before the third arrival */
  gapMs: number | null = null;
  /** what it speaks of: `ticket`, `window`, `queue`, `terminal`, … */
  readonly kinds = new Set<string>();
  readonly anomalies = new Map<string, Anomaly>();

  constructor(readonly source: string) {}

  see(kind: string, time: number, receivedAt: number | null): void {
    this.kinds.add(kind);
    if (receivedAt !== null && TOLD_ON_WALLS.includes(kind) && receivedAt > (this.wallReceivedAt ?? -Infinity))
      this.wallReceivedAt = receivedAt;
    if (this.lastEventAt === null || time > this.lastEventAt) this.lastEventAt = time;
    if (receivedAt === null) return;
    if (this.firstReceivedAt === null || receivedAt < this.firstReceivedAt) this.firstReceivedAt = receivedAt;
    if (this.lastReceivedAt !== null && receivedAt > this.lastReceivedAt) {
      const gap = receivedAt - this.lastReceivedAt;
      this.gapMs = this.gapMs === null ? gap : this.gapMs + (gap - this.gapMs) / 8;
    }
    if (this.lastReceivedAt === null || receivedAt > this.lastReceivedAt) this.lastReceivedAt = receivedAt;
  }

  /** Notes something in this feed that cannot be right. */
  note(kind: string, at: number, subject: string): void {
    const known = this.anomalies.get(kind);
    this.anomalies.set(kind, {
      kind,
      subject,
      count: (known?.count ?? 0) + 1,
      lastAt: Math.max(at, known?.lastAt ?? at),
    });
  }
}
