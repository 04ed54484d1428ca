import { SHUT_STATES } from '@cockpit/contracts';
import { BOOKED_AHEAD_MIN, guidesUnderWay, setOfCodes, type HallState, type OrderedMeasures } from '@cockpit/domain';
import { adherenceOf, GRACE_MS, type SeenOfPlan } from './adherence';
import type { IssuedPlan } from './plan-effect';

const MINUTE_MS = 60_000;

export interface OrderedNow {
  readonly measures: OrderedMeasures;
  /** items by index, with the end of their guiding in minutes after opening */
  readonly guides: ReadonlyMap<number, number>;
}

/**
 * What a plan that was sent has ordered for now or for the next minutes and the hall has not done yet: prompts do not ask for it again. What was
 * refused, or not followed in its time, is anybody's to propose.
 */
export function orderedNow(
  plan: IssuedPlan,
  seen: SeenOfPlan,
  { config, windows }: HallState,
  now: number,
): OrderedNow {
  const minute = (time: number): number => (time - config.forecast.start) / MINUTE_MS;
  const codes = config.queues.map(({ code }) => code);
  const ahead = now + BOOKED_AHEAD_MIN * MINUTE_MS;
  const open = adherenceOf(seen.ordered, plan.asked, now).orders.flatMap(({ kind, windowId, from, until, state }) => {
    const window = config.windows.findIndex(({ id }) => id === windowId);
    const isOpen = state === 'not-due' || state === 'received' || state === 'unanswered';
    if (window < 0 || !isOpen || Date.parse(from) > ahead || (until !== null && Date.parse(until) <= now)) return [];
    return [
      { kind, windowId, window, startMin: minute(Date.parse(from)), untilMin: minute(Date.parse(until ?? from)) },
    ];
  });
  const serves = (windowId: string): readonly string[] => windows.get(windowId)?.servingQueues ?? [];
  return {
    measures: {
      links: open.flatMap(({ kind, windowId, window, startMin }) => {
        const queues = plan.links.find((link) => link.windowId === windowId)?.queues ?? [];
        // the state is newer than what was seen: it may have been done a moment ago
        return kind !== 'link' || queues.every((code) => serves(windowId).includes(code))
          ? []
          : [{ window, mask: setOfCodes(codes, queues), startMin }];
      }),
      openings: open.flatMap(({ kind, windowId, window, startMin, untilMin }) =>
        kind !== 'open' || !SHUT_STATES.has(windows.get(windowId)?.state ?? 'closed')
          ? []
          : [{ window, startMin, untilMin }],
      ),
    },
    guides: guidesUnderWay(
      seen.guides.flatMap(({ item, from, until, seen: led }) => {
        const index = config.items.findIndex(({ code }) => code === item);
        return index < 0 || (!led && now > from + GRACE_MS)
          ? []
          : [{ item: index, fromMin: minute(from), untilMin: minute(until) }];
      }),
      minute(now),
    ),
  };
}
