import type { HallConfig } from '../live';

/** What each window of a hall serves from the start, as masks: what the organisation says, unless the plan says otherwise. Those at home only are left out. */
export function usualOpening(config: HallConfig, masks: ReadonlyMap<number, number> = new Map()): Map<number, number> {
  const codes = config.queues.map(({ code }) => code);
  const found = new Map(masks);
  config.windows.forEach((window, w) => {
    if (found.has(w) || window.kind === 'reserve' || window.queues.length < 2) return;
    found.set(w, window.queues.reduce((mask, code) => (codes.includes(code) ? mask | (1 << codes.indexOf(code)) : mask), 0));
  });
  return found;
}
