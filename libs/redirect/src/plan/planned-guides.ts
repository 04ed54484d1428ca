import type { HallPlan } from '@cockpit/contracts';
import { guidesUnderWay, type HallState } from '@cockpit/domain';

const MINUTE_MS = 60_000;

/**
 * What the plan of the day guides now, as the benchmark counts it; nothing while the hall does not follow its plan. That it does shows in
 * the hall itself: most windows the plan links serve what it says. A window that does so because a prompt asked it to shows nothing.
 * @param prompted windows that prompts of the day have been given for
 */
export function plannedGuides(
  plan: HallPlan | null,
  state: HallState,
  prompted: ReadonlySet<string>,
): ReadonlyMap<number, number> {
  const { config } = state;
  if (plan?.day !== config.day || !isFollowed(plan, state, prompted)) return new Map();
  const minute = (time: string): number => (Date.parse(time) - config.forecast.start) / MINUTE_MS;
  const planned = plan.guides.map(({ item, from, until }) => ({
    item: config.items.findIndex(({ code }) => code === item),
    fromMin: minute(from),
    untilMin: minute(until),
  }));
  return guidesUnderWay(
    planned.filter(({ item }) => item >= 0),
    (state.now - config.forecast.start) / MINUTE_MS,
  );
}

function isFollowed({ links }: HallPlan, state: HallState, prompted: ReadonlySet<string>): boolean {
  const unasked = links.filter(({ windowId }) => !prompted.has(windowId));
  const followed = unasked.filter(({ windowId, queues }) => {
    const serving = new Set(state.windows.get(windowId)?.servingQueues ?? []);
    return queues.every((queue) => serving.has(queue));
  });
  return followed.length * 2 > unasked.length;
}
