import type { PlanAsk, PlanAskChange, PlanGuides, PlanOrders } from '@cockpit/contracts';
import type { Order } from '../hall/hall-day';
import type { HallPlan } from '../hall/plan';
import { lotOf } from '../people';

const MINUTE_MS = 60_000;
/** hall minutes until a window says that it has received what is ordered of it */
const [SOONEST_MIN, LATEST_MIN] = [2, 8];

/**
 * What officers at the windows of a simulated hall do of a plan of the day that was sent, whoever sent it: they link, open the reserve and take
 * lunch and breaks when it says so. Some windows do not, the same ones on every run of a day.
 */
export class PlanFollowers {
  /** when each order was heard of first; after a restart it is heard of anew, but whoever has answered is not waited for */
  private readonly heardMin = new Map<string, number>();

  constructor(
    private readonly plan: Pick<HallPlan, 'hall' | 'date' | 'names' | 'windows'>,
    /** share of windows that do not follow it */
    private readonly ignoring: number,
  ) {}

  follows(windowId: string): boolean {
    return lotOf(`${this.plan.hall}/${this.plan.date}/${windowId}`) >= this.ignoring;
  }

  /** What is to be done by `minute`, each under an id of its own; what a person refused is not. A break is noted as soon as it is told. */
  due(asks: readonly PlanAsk[], minute: number): Order[] {
    return asks.flatMap(({ windowId, changes, said }) =>
      said === 'cannot' || !this.follows(windowId)
        ? []
        : changes.flatMap((change) => this.orderOf(windowId, change, minute)),
    );
  }

  /** Guiding that begins by `minute` and goes on: the guides at the door do as the plan says. */
  guiding(guides: PlanGuides['items'], minute: number): Order[] {
    return guides.flatMap(({ item, queue, from, until }) =>
      this.minuteOf(from) <= minute && minute < this.minuteOf(until)
        ? [{ id: `plan guide ${item} ${from}`, kind: 'guide', queues: [queue], item, until, ofPlan: true }]
        : [],
    );
  }

  /** Windows that say by `minute` that they have received what is ordered of them: a few minutes after it, and not before the doors open. */
  receiving({ madeAt, items }: PlanOrders, minute: number): string[] {
    return items.flatMap(({ windowId, said }) => {
      const key = `${this.plan.hall}/${madeAt ?? ''}/${windowId}`;
      const heard = this.heardMin.get(key) ?? Math.max(0, minute);
      this.heardMin.set(key, heard);
      const due = heard + SOONEST_MIN + (LATEST_MIN - SOONEST_MIN) * lotOf(`received ${key}`);
      return said === null && this.follows(windowId) && minute >= due ? [windowId] : [];
    });
  }

  private minuteOf(time: string): number {
    return (Date.parse(time) - this.plan.names.opening) / MINUTE_MS;
  }

  private orderOf(windowId: string, change: PlanAskChange, minute: number): Order[] {
    const { kind, from, until } = change;
    const order = { id: `plan ${windowId} ${kind} ${from}`, windowId, queues: [], ofPlan: true };
    // nobody sits at a window before the doors open
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
