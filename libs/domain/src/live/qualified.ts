import type { HallConfig, OfficerConfig } from './config';
import type { HallState } from './state';
import type { WindowLive } from './window';

/**
 * Queues that an officer may be sent to: the home queue, and those for which the officer has the skill and all authorisations of the
 * queue's items, because a called visitor may bring any of them.
 */
export function qualifiedQueues(config: HallConfig, officer: OfficerConfig): string[] {
  const restricted = new Set(config.officers.flatMap((o) => o.authorisations));
  const own = new Set(officer.authorisations);
  return officer.skills.filter(
    (queue) =>
      queue === officer.homeQueue ||
      !config.items.some((i) => i.queue === queue && restricted.has(i.code) && !own.has(i.code)),
  );
}

/** The officer at a window: by the feed, else by the roster. */
function seated(state: HallState, windowId: string): OfficerConfig | undefined {
  const window = state.windows.get(windowId);
  const roster = window?.config?.roster ?? [];
  const id = window?.officerId ?? (roster.find(({ to }) => to > state.now) ?? roster.at(-1))?.officerId;
  return state.config.officers.find((officer) => officer.id === id);
}

/** Queues that the officer at a window is not qualified for today. An unknown officer counts as qualified for the window's queues. */
export function unqualifiedFor(state: HallState, windowId: string, queues: readonly string[]): string[] {
  const officer = seated(state, windowId);
  if (officer === undefined) return [];
  const qualified = new Set([...officer.skills, ...(state.windows.get(windowId)?.config?.queues ?? [])]);
  return queues.filter((queue) => !qualified.has(queue));
}

/** The same for the recommender, which also needs authorisations; an unknown officer counts as qualified for the window's queues. */
export function notToBeSentTo(state: HallState, windowId: string, queues: readonly string[]): string[] {
  const officer = seated(state, windowId);
  const window = state.windows.get(windowId)?.config ?? null;
  const listed = window?.queues ?? [];
  const qualified = new Set(
    officer === undefined
      ? listed
      : [...qualifiedQueues(state.config, officer), ...(window?.kind === 'reserve' ? listed : [])],
  );
  return queues.filter((queue) => !qualified.has(queue));
}

/** Idle windows whose officer may serve the queue, whatever they serve now. */
export const idleFor = (state: HallState, queue: string): WindowLive[] =>
  [...state.windows.values()].filter(
    ({ state: is, windowId, servingQueues }) =>
      is === 'idle' && (servingQueues.includes(queue) || notToBeSentTo(state, windowId, [queue]).length === 0),
  );
