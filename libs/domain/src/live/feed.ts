export interface Anomaly {
  kind: string;
  /** text of anomalies noted before subjects existed */
  message?: string;
  /** the object concerned, as parameter of the screen's text */
  subject?: string;
  count: number;
  lastAt: number;
}

/** Entity kinds that the wall's figures use. */
export const TOLD_ON_WALLS: readonly string[] = ['ticket', 'window', 'queue'];

/** State of one source today. `lastEventAt` is hall time; `…ReceivedAt` are wall times of receipt. */
export class FeedLive {
  firstReceivedAt: number | null = null;
  lastReceivedAt: number | null = null;
  /** for kinds of the wall only, so that late bookings or terminals do not make an old source look current */
  wallReceivedAt: number | null = null;
  lastEventAt: number | null = null;
  /** usual wall time between arrivals, ms; null before the third arrival */
  gapMs: number | null = null;
  /** entity kinds of its events: `ticket`, `window`, `queue`, `terminal`, … */
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

  /** Records an implausible pattern in this feed. */
  note(kind: string, at: number, subject: string): void {
    const anomaly = this.anomalies.get(kind);
    this.anomalies.set(kind, {
      kind,
      subject,
      count: (anomaly?.count ?? 0) + 1,
      lastAt: Math.max(at, anomaly?.lastAt ?? at),
    });
  }
}
