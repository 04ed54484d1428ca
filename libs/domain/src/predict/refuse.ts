import type { HallState } from '../live';
import type { UnknownReason } from './quote';
import type { PredictView } from './tickets/view';
import { has } from '../queue-set';

/** A hall that has shown nothing for this long while it should be busy cannot be predicted. */
const SILENT_MIN = 30;
/** A window that comes back later than this does not help anybody who waits now. */
const BACK_WITHIN_MIN = 180;

/** Why the wait of a newcomer of this queue cannot be known, or null when it can. */
export function refusal(state: HallState, view: PredictView, queue: string, now: number): UnknownReason | null {
  const b = view.queues.findIndex((q) => q.code === queue);
  if (b < 0) return 'no-history';
  const closing = state.config.open.at(-1)?.to;
  if (closing !== undefined && now >= closing) return 'closed';
  if (silent(state, now)) return 'silent-feed';
  const serving = view.windows.some(
    (w) =>
      has(w.mask, b) &&
      (w.condition === 'free' || w.condition === 'busy' || w.backMin - view.nowMin <= BACK_WITHIN_MIN),
  );
  if (!serving) {
    const able =
      state.config.officers.some((o) => o.skills.includes(queue)) || view.windows.some((w) => has(w.skills, b));
    return able ? 'no-open-window' : 'nobody-qualified';
  }
  return known(state, queue) ? null : 'no-history';
}

function silent(state: HallState, now: number): boolean {
  let last = -Infinity;
  for (const feed of state.feeds.values()) last = Math.max(last, feed.lastEventAt ?? -Infinity);
  const opening = state.config.open[0]?.from ?? -Infinity;
  return now - Math.max(last, opening) > SILENT_MIN * 60_000;
}

/** Whether anything says how long a service of this queue takes. */
function known(state: HallState, queue: string): boolean {
  if (state.config.forecast.service[queue] !== undefined) return true;
  if (state.config.items.some((i) => i.queue === queue)) return true;
  let seen = 0;
  for (const tally of state.queues.get(queue)?.service.values() ?? []) seen += tally.n;
  return seen >= 5;
}
