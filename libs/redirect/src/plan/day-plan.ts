import type { IssuedPlan } from './plan-effect';

/**
 * All that was ordered on a day on which several plans were sent, as one plan from the first on: of each what had begun before the next was
 * sent, and the last one whole. What it was expected to do is what the first promised.
 */
export function dayPlan(plans: readonly IssuedPlan[]): IssuedPlan | null {
  const [first, ...later] = plans;
  return first === undefined ? null : later.reduce(followedBy, first);
}

function followedBy(before: IssuedPlan, next: IssuedPlan): IssuedPlan {
  const sentAt = Date.parse(next.issued.at);
  const hasBegun = ({ from }: { from: string }): boolean => Date.parse(from) < sentAt;
  const isLater = (one: { from: string }): boolean => !hasBegun(one);
  const links = before.links.filter(({ from = before.madeAt }) => hasBegun({ from }));
  const linked = new Map(links.map((link) => [link.windowId, link]));
  return {
    ...before,
    links: [
      ...links.map((link) => ({ ...link, ...queuesOf(next, link.windowId) })),
      ...next.links.filter(({ windowId }) => !linked.has(windowId)),
    ],
    openings: [...before.openings.filter(hasBegun), ...next.openings.filter(isLater)],
    guides: [...before.guides.filter(hasBegun), ...next.guides.filter(isLater)],
    absences: [...before.absences.filter(hasBegun), ...next.absences.filter(isLater)],
    asked: { ...before.asked, ...next.asked },
  };
}

function queuesOf({ links }: IssuedPlan, windowId: string): { queues?: string[] } {
  const queues = links.find((link) => link.windowId === windowId)?.queues;
  return queues === undefined ? {} : { queues };
}
