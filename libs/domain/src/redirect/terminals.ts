import type { HallState } from '../live';

/** A terminal that gives signs of life and has given none for so long is taken to be down. */
const SILENT_MS = 15 * 60_000;

/** Terminals of the hall on which an item can be handled now: listed for it or for everything, without a fault, not fallen silent. */
export function terminalsFor(state: HallState, item: string): string[] {
  return state.config.hall.terminals.flatMap(({ id, items }) => {
    if (items.length > 0 && !items.includes(item)) return [];
    const live = state.terminals.get(id);
    const heartbeatAt = live?.heartbeatAt ?? null;
    const isDown =
      live !== undefined && (live.faultSince !== null || (heartbeatAt !== null && state.now - heartbeatAt > SILENT_MS));
    return isDown ? [] : [id];
  });
}
