import type { HallState } from '@cockpit/domain';

/** Queues whoever sits at a window is not qualified for today. An officer nobody knows is taken at the window's word. */
export function unqualifiedFor(state: HallState, windowId: string, queues: readonly string[]): string[] {
  const window = state.windows.get(windowId);
  const seated = window?.officerId ?? window?.config?.roster.find(({ from, to }) => from <= state.now && state.now < to)?.officerId ?? null;
  const officer = state.config.officers.find(({ id }) => id === seated);
  if (officer === undefined) return [];
  const known = new Set([...officer.skills, ...(window?.config?.queues ?? [])]);
  return queues.filter((queue) => !known.has(queue));
}
