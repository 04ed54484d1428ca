import type { LiveHall } from '@cockpit/contracts';

export const SPEEDS = [1, 4, 12, 30, 60, 120] as const;
export type Speed = (typeof SPEEDS)[number];

/** Hall seconds between two snapshots: close enough together that nothing jumps, far enough apart that they can be made in time. */
export const stepFor = (speed: Speed): number => (speed <= 4 ? 10 : speed <= 12 ? 15 : speed <= 30 ? 30 : 60);

/** Snapshots in order of time, with gaps nowhere: what comes from another place begins a new reel. */
export interface Reel {
  readonly frames: readonly LiveHall[];
  readonly stepSec: number;
  /** where the next page begins; null at the end of the day */ readonly next: number | null;
}

export const emptyReel = (stepSec: number, next: number | null): Reel => ({ frames: [], stepSec, next });
const timeOf = (frame: LiveHall): number => Date.parse(frame.now);

/** Snapshots behind the moment that are let go, so that a day at 120× holds no more than a minute of it. */
const BEHIND = 2;

export function extended(reel: Reel, frames: readonly LiveHall[], next: number | null, at: number): Reel {
  const last = reel.frames.at(-1);
  const fresh = last === undefined ? frames : frames.filter((frame) => timeOf(frame) > timeOf(last));
  const all = [...reel.frames, ...fresh];
  const shown = indexAt(all, at);
  return { ...reel, frames: all.slice(Math.max(0, shown - BEHIND)), next };
}

function indexAt(frames: readonly LiveHall[], at: number): number {
  let index = -1;
  for (let i = 0; i < frames.length; i += 1) {
    const frame = frames[i];
    if (frame === undefined || timeOf(frame) > at) break;
    index = i;
  }
  return index;
}

/** The snapshot of a moment: the last one not after it; the first of all when the moment is before it. */
export const frameAt = (reel: Reel, at: number): LiveHall | null =>
  reel.frames[Math.max(0, indexAt(reel.frames, at))] ?? null;

/** How far the moment may go before more has been fetched. */
export function horizon(reel: Reel): number | null {
  const last = reel.frames.at(-1);
  return last === undefined ? null : reel.next === null ? timeOf(last) : timeOf(last) + reel.stepSec * 1000 - 1;
}

/** Snapshots ahead of the moment: fetch more while there are fewer than this lasts. */
export const ahead = (reel: Reel, at: number): number => reel.frames.length - 1 - Math.max(0, indexAt(reel.frames, at));

/** The moment after some real time; it waits at the end of what is there. */
export function moved(reel: Reel, at: number, realMs: number, speed: number): number {
  const end = horizon(reel);
  return end === null ? at : Math.min(at + realMs * speed, Math.max(at, end));
}
