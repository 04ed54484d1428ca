import type { PlanOrder } from '@cockpit/contracts';

/** What became of something a plan orders of a window; undefined: it orders nothing there. Told late it begins later than planned. */
export const orderOf = (
  orders: readonly PlanOrder[] | undefined,
  kind: PlanOrder['kind'],
  { windowId, until }: { windowId: string; until?: string },
): PlanOrder | undefined =>
  orders?.find(
    (one) =>
      one.kind === kind &&
      one.windowId === windowId &&
      (one.until === null || (until !== undefined && Date.parse(one.until) === Date.parse(until))),
  );
