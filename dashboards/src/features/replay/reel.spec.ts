import type { LiveHall } from '@cockpit/contracts';
import { ahead, emptyReel, extended, frameAt, horizon, moved, SPEEDS, stepFor } from './reel';

const T0 = Date.parse('2026-03-02T01:00:00Z');
const frame = (sec: number): LiveHall => ({ now: new Date(T0 + sec * 1000).toISOString() }) as LiveHall;
const at = (sec: number): number => T0 + sec * 1000;
const reel = extended(emptyReel(30, at(0)), [0, 30, 60, 90].map(frame), at(120), at(0));

describe('a reel of snapshots', () => {
  it('shows the last snapshot not after the moment', () => {
    expect([-5, 0, 29, 30, 95].map((sec) => frameAt(reel, at(sec))?.now)).toEqual(
      [0, 0, 0, 30, 90].map((sec) => frame(sec).now),
    );
    expect(frameAt(emptyReel(30, null), at(0))).toBeNull();
  });

  it('moves at its speed and waits where nothing more has come', () => {
    expect(moved(reel, at(0), 1000, 30)).toBe(at(30));
    expect(moved(reel, at(80), 10_000, 120)).toBe(horizon(reel));
    expect(moved(emptyReel(30, at(0)), at(0), 1000, 30)).toBe(at(0));
  });

  it('stops on the last snapshot of the day', () => {
    const over = extended(reel, [frame(120)], null, at(90));
    expect(horizon(over)).toBe(at(120));
    expect(moved(over, at(100), 60_000, 120)).toBe(at(120));
  });

  it('knows how much is ahead, takes no snapshot twice and lets go of what is behind', () => {
    expect(ahead(reel, at(35))).toBe(2);
    const more = extended(reel, [90, 120, 150].map(frame), at(180), at(90));
    expect(more.frames.map(({ now }) => (Date.parse(now) - T0) / 1000)).toEqual([30, 60, 90, 120, 150]);
  });

  it('never needs more than four snapshots a second', () => {
    for (const speed of SPEEDS) expect(speed / stepFor(speed)).toBeLessThanOrEqual(2);
  });
});
