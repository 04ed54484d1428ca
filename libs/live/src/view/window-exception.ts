import type { LiveQueue, WindowException } from '@cockpit/contracts';
import { qualifiedQueues, shiftAt, type HallState, type WindowLive } from '@cockpit/domain';

/** Served longer than so many times the usual. */
const TIMES = 3;
/** Minutes for which a window has been idle and the first beside it has waited: less lies between any two calls. */
const IDLE_MIN = 5;

/** What is out of the ordinary about a window; null: nothing, as of one of which nothing is heard. */
export function windowException(
  window: WindowLive,
  officerId: string | null,
  state: HallState,
  queues: readonly LiveQueue[],
): WindowException | null {
  if (window.stateSince === null) return null;
  const minutes = (state.now - window.stateSince) / 60_000;
  if (window.state === 'serving') return longService(window, minutes, state);
  return window.state === 'idle' && minutes >= IDLE_MIN ? idleBeside(window, officerId, state, queues) : null;
}

function longService({ ticket }: WindowLive, minutes: number, { config }: HallState): WindowException | null {
  const item = config.items.find(({ code }) => code === ticket?.item);
  const usualMin = item?.meanServiceMin ?? config.forecast.service[ticket?.queue ?? '']?.meanMin;
  if (usualMin === undefined || minutes <= TIMES * usualMin) return null;
  return { code: 'long-service', times: Math.floor((minutes / usualMin) * 10) / 10 };
}

function idleBeside(
  window: WindowLive,
  officerId: string | null,
  { config, now }: HallState,
  queues: readonly LiveQueue[],
): WindowException | null {
  const roster = window.config?.roster ?? [];
  // where a roster is kept and nobody is due now, an idle window is an empty one
  const isEmpty = roster.length > 0 && shiftAt(roster, now) === undefined;
  if (isEmpty || !config.open.some(({ from, to }) => from <= now && now < to)) return null;
  const officer = config.officers.find(({ id }) => id === officerId);
  const may = new Set([...window.servingQueues, ...(officer === undefined ? [] : qualifiedQueues(config, officer))]);
  const [queue] = queues
    .filter(({ code, longestWaitSec }) => may.has(code) && (longestWaitSec ?? 0) >= IDLE_MIN * 60)
    .sort((a, b) => (b.longestWaitSec ?? 0) - (a.longestWaitSec ?? 0));
  return queue === undefined ? null : { code: 'idle-beside', queue: queue.code, waiting: queue.waiting };
}
