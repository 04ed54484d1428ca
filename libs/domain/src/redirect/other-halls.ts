import type { LiveHall } from '@cockpit/contracts';
import type { HallConfig } from '../live';
import type { OtherHallView } from './view';

/** A hall within reach as it is now. */
export interface Neighbour {
  readonly code: string;
  readonly name: string;
  /** minutes of the way there */
  readonly travelMin: number;
  /** its live snapshot, and what it is today */
  readonly snapshot: LiveHall;
  readonly config: HallConfig;
}

/** Halls whose clocks are further apart than this are not in the same moment: one of them is a replay. */
const SAME_TIME_MS = 15 * 60_000;

/**
 * Waits at the halls around, by the queue codes of this one: the queue of the same branch where a newcomer is expected to be called
 * soonest. A hall that is closed, silent, of another time, or closing before a visitor could be called there does not count.
 */
export function otherHallViews(here: HallConfig, now: number, neighbours: readonly Neighbour[]): OtherHallView[] {
  return neighbours.flatMap(({ code, name, travelMin, snapshot, config }) => {
    if (!snapshot.open || Math.abs(Date.parse(snapshot.now) - now) > SAME_TIME_MS) return [];
    const leftMin =
      snapshot.closesAt === null ? Infinity : (Date.parse(snapshot.closesAt) - Date.parse(snapshot.now)) / 60_000;
    const waitP50Min = new Map<string, number>();
    const waitP80Min = new Map<string, number>();
    for (const queue of here.queues) {
      const alike = new Set(config.queues.filter(({ branch }) => branch === queue.branch).map((one) => one.code));
      const best = snapshot.queues
        .flatMap((there) =>
          alike.has(there.code) &&
          there.level !== 'unknown' &&
          there.predictedP50Sec !== null &&
          there.predictedP80Sec !== null
            ? [{ p50: there.predictedP50Sec / 60, p80: there.predictedP80Sec / 60 }]
            : [],
        )
        .sort((a, b) => a.p50 - b.p50)[0];
      if (best === undefined || travelMin + best.p80 >= leftMin) continue;
      waitP50Min.set(queue.code, best.p50);
      waitP80Min.set(queue.code, best.p80);
    }
    return waitP50Min.size === 0 ? [] : [{ code, name, travelMin, waitP50Min, waitP80Min }];
  });
}
