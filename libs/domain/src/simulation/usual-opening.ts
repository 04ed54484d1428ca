import type { HallConfig } from '../live';
import { setOfCodes, type QueueSet } from '../queue-set';

/** What each window of a hall serves from the start, as masks: what the organisation says, unless the plan says otherwise. Those at home only are left out. */
export function usualOpening(
  config: HallConfig,
  masks: ReadonlyMap<number, QueueSet> = new Map(),
): Map<number, QueueSet> {
  const codes = config.queues.map(({ code }) => code);
  const found = new Map(masks);
  config.windows.forEach((window, w) => {
    if (found.has(w) || window.kind === 'reserve' || window.queues.length < 2) return;
    found.set(w, setOfCodes(codes, window.queues));
  });
  return found;
}
