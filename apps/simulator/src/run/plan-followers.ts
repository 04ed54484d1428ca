import type { PlanAsk, PlanAskChange } from '@cockpit/contracts';
import type { Order } from '../hall/hall-day';
import type { HallPlan } from '../hall/plan';
import { lotOf } from '../people';

const MINUTE_MS = 60_000;

/**
 * What officers at the windows of a simulated hall do of a plan of the day that was sent, whoever sent it: they link, open the reserve and take
 * lunch and breaks when it says so. Some windows do not, the same ones on every run of a day.
 */
export class PlanFollowers {
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

  private orderOf(windowId: string, change: PlanAskChange, minute: number): Order[] {
    const { kind, from, until } = change;
    const order = { id: `plan ${windowId} ${kind} ${from}`, windowId, queues: [], ofPlan: true };
    const at = (time: string): number => (Date.parse(time) - this.plan.names.opening) / MINUTE_MS;
    // nobody sits at a window before the doors open
    const isNow = Math.max(1, at(from)) <= minute && minute < at(until);
    if (change.kind === 'open') return isNow ? [{ ...order, kind: 'open', until }] : [];
    if (change.kind !== 'link')
      return at(from) <= minute ? [] : [{ ...order, kind: 'rest', rest: { kind: change.kind, was: change.was, from } }];
    const own = this.plan.windows.find(({ id }) => id === windowId)?.queues ?? [];
    return isNow ? [{ ...order, kind: 'link', queues: [...new Set([...own, ...change.queues])] }] : [];
  }
}
