import type { PlanAsk, PlanAskChange, PlanGuides, PlanOrders } from '@cockpit/contracts';
import type { Order } from '../hall/hall-day';
import type { HallPlan } from '../hall/plan';
import { lotOf } from '../people';

const MINUTE_MS = 60_000;
/** Hall minutes until a window confirms its orders. */
const [SOONEST_MIN, LATEST_MIN] = [2, 8];

/**
 * Officers at the windows of a simulated hall who follow an issued plan: they link, open the reserve and take lunch and
 * breaks as ordered. Some windows do not, the same ones on every run of a day.
 */
export class PlanFollowers {
  /** Minute at which each order was first seen. A restart resets it, but confirmed orders stay confirmed. */
  private readonly seenMin = new Map<string, number>();

  constructor(
    private readonly plan: Pick<HallPlan, 'hall' | 'date' | 'names' | 'windows'>,
    /** Share of windows that do not follow it. */
    private readonly ignoring: number,
  ) {}

  follows(windowId: string): boolean {
    return lotOf(`${this.plan.hall}/${this.plan.date}/${windowId}`) >= this.ignoring;
  }

  /** Orders due by `minute`, each with its own id, without those that a person refused. Breaks are ordered at once. */
  due(asks: readonly PlanAsk[], minute: number): Order[] {
    return asks.flatMap(({ windowId, changes, said }) =>
      said === 'cannot' || !this.follows(windowId)
        ? []
        : changes.flatMap((change) => this.orderOf(windowId, change, minute)),
    );
  }

  /** Guiding in force at `minute`. */
  guiding(guides: PlanGuides['items'], minute: number): Order[] {
    return guides.flatMap(({ item, queue, from, until }) =>
      this.minuteOf(from) <= minute && minute < this.minuteOf(until)
        ? [{ id: `plan guide ${item} ${from}`, kind: 'guide', queues: [queue], item, until, ofPlan: true }]
        : [],
    );
  }

  /** Windows that confirm their orders by `minute`: a few minutes after they were issued, not before the doors open. */
  receiving({ madeAt, items }: PlanOrders, minute: number): string[] {
    return items.flatMap(({ windowId, said }) => {
      const key = `${this.plan.hall}/${madeAt ?? ''}/${windowId}`;
      const seen = this.seenMin.get(key) ?? Math.max(0, minute);
      this.seenMin.set(key, seen);
      const due = seen + SOONEST_MIN + (LATEST_MIN - SOONEST_MIN) * lotOf(`received ${key}`);
      return said === null && this.follows(windowId) && minute >= due ? [windowId] : [];
    });
  }

  private minuteOf(time: string): number {
    return (Date.parse(time) - this.plan.names.opening) / MINUTE_MS;
  }

  private orderOf(windowId: string, change: PlanAskChange, minute: number): Order[] {
    const { kind, from, until } = change;
    const order = { id: `plan ${windowId} ${kind} ${from}`, windowId, queues: [], ofPlan: true };
    // Nobody is at a window before the doors open.
    const isNow = Math.max(1, this.minuteOf(from)) <= minute && minute < this.minuteOf(until);
    if (change.kind === 'open') return isNow ? [{ ...order, kind: 'open', until }] : [];
    if (change.kind !== 'link')
      return this.minuteOf(from) <= minute
        ? []
        : [{ ...order, kind: 'rest', rest: { kind: change.kind, was: change.was, from } }];
    const own = this.plan.windows.find(({ id }) => id === windowId)?.queues ?? [];
    return isNow ? [{ ...order, kind: 'link', queues: [...new Set([...own, ...change.queues])] }] : [];
  }
}
