import { isOpenWarning, type FeedState, type Level, type LiveHall, type NetworkPulse } from '@cockpit/contracts';

const HEARD: Record<FeedState, number> = { live: 3, stale: 2, silent: 1, never: 0 };
const WORSE: Record<Level, number> = { unknown: 0, normal: 1, busy: 2, overloaded: 3 };

export const worst = (levels: readonly Level[]): Level =>
  levels.reduce<Level>((most, level) => (WORSE[level] > WORSE[most] ? level : most), 'unknown');

/** The longest of waits of which some are not known; null when none is. */
export const longest = (waits: readonly (number | null)[]): number | null =>
  waits.reduce((most, wait) => (wait === null ? most : Math.max(most ?? 0, wait)), null);

const latest = (times: readonly string[]): string | null =>
  times.reduce<string | null>((last, at) => (last === null || Date.parse(at) > Date.parse(last) ? at : last), null);

/** What the network needs of a hall's snapshot. */
export function pulseOf({ now, at, open, feeds, queues, kpis, warnings, prompts }: LiveHall): NetworkPulse {
  const ages = feeds.flatMap(({ ageSec }) => ageSec ?? []);
  const firing = warnings.filter(isOpenWarning);
  const count = (severity: 'yellow' | 'red') => firing.filter((warning) => warning.severity === severity).length;
  return {
    now,
    at,
    open,
    feed: feeds.reduce<FeedState>((best, { state }) => (HEARD[state] > HEARD[best] ? state : best), 'never'),
    ageSec: ages.length === 0 ? null : Math.min(...ages),
    lastEventAt: latest(feeds.flatMap(({ lastEventAt }) => lastEventAt ?? [])),
    level: worst(queues.map(({ level }) => level)),
    waiting: kpis.waiting,
    longestWaitSec: longest(queues.map(({ longestWaitSec }) => longestWaitSec)),
    waitSec: longest(queues.map(({ predictedP50Sec }) => predictedP50Sec)),
    issued: kpis.issued,
    served: kpis.served,
    openWindows: kpis.openWindows,
    windows: kpis.windows,
    warnings: { yellow: count('yellow'), red: count('red') },
    prompts: prompts.filter(({ state }) => state === 'shown').length,
  };
}
