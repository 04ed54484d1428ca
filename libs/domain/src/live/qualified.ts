import type { HallConfig, OfficerConfig } from './config';
import type { HallState } from './state';
import type { WindowLive } from './window';

/**
 * Queues an officer may be sent to: the home queue, and those for which they hold the skill and every authorisation that any item of the
 * queue asks of anybody, for who is called there may bring any of them.
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

/** Who sits at a window now: whom the feed saw there, else whom the roster names. */
function seated(state: HallState, windowId: string): OfficerConfig | undefined {
  const window = state.windows.get(windowId);
  const roster = window?.config?.roster ?? [];
  const id = window?.officerId ?? (roster.find(({ to }) => to > state.now) ?? roster.at(-1))?.officerId;
  return state.config.officers.find((officer) => officer.id === id);
}

/** Queues whoever sits at a window is not qualified for today. An officer nobody knows is taken at the window's word. */
export function unqualifiedFor(state: HallState, windowId: string, queues: readonly string[]): string[] {
  const officer = seated(state, windowId);
  if (officer === undefined) return [];
  const known = new Set([...officer.skills, ...(state.windows.get(windowId)?.config?.queues ?? [])]);
  return queues.filter((queue) => !known.has(queue));
}

/** The same for what the recommender proposes: it also asks for authorisations, and of an officer nobody knows for the queues of the window. */
export function notToBeSentTo(state: HallState, windowId: string, queues: readonly string[]): string[] {
  const officer = seated(state, windowId);
  const window = state.windows.get(windowId)?.config ?? null;
  const listed = window?.queues ?? [];
  const known = new Set(
    officer === undefined
      ? listed
      : [...qualifiedQueues(state.config, officer), ...(window?.kind === 'reserve' ? listed : [])],
  );
  return queues.filter((queue) => !known.has(queue));
}

/** Windows that stand idle and whose officer may serve the queue, whatever they serve now. */
export const idleFor = (state: HallState, queue: string): WindowLive[] =>
  [...state.windows.values()].filter(
    ({ state: is, windowId, servingQueues }) =>
      is === 'idle' && (servingQueues.includes(queue) || notToBeSentTo(state, windowId, [queue]).length === 0),
  );
