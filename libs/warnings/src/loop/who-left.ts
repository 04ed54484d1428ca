import type { HallState, LiveTicket } from '@cockpit/domain';
import type { WarningScope } from '../rules/rule';

/** Whether those who stood in a line were called, or went without. */
export interface WhoLeft {
  /** gave up or were gone when called; whoever was led to a terminal or the phone did not leave */
  readonly left: number;
  /** were called, and came */
  readonly served: number;
}

type Ticket = Pick<LiveTicket, 'state' | 'queue' | 'leftAt' | 'firstCalledAt'>;
type Hall = { readonly tickets: { values(): Iterable<Ticket> } } & Pick<HallState, 'windows'>;

/** Who went out of the lines a warning is about, within its time; null where it is about no line. */
export function whoLeft({ tickets, windows }: Hall, scope: WarningScope, from: number, to: number): WhoLeft | null {
  const queues =
    scope.kind === 'queue'
      ? [scope.code]
      : scope.kind === 'window'
        ? [...(windows.get(scope.code)?.servingQueues ?? [])]
        : [];
  if (queues.length === 0) return null;
  const within = (at: number | null): boolean => at !== null && at >= from && at <= to;
  let [left, served] = [0, 0];
  for (const { state, queue, leftAt, firstCalledAt } of tickets.values()) {
    if (queue === null || !queues.includes(queue)) continue;
    if (state === 'cancelled' || state === 'no-show') left += within(leftAt) ? 1 : 0;
    else if (within(firstCalledAt)) served += 1;
  }
  return { left, served };
}
