import { addSample, hallNow, hallSpeed, reached, type ClockSample } from './hall-clock';

const HALL = Date.parse('2026-11-20T10:00:00+08:00');
const at = (realSec: number, hallSec: number): ClockSample => ({
  localMs: realSec * 1000,
  hallMs: HALL + hallSec * 1000,
});

describe('hall clock on the screen', () => {
  it('runs on at real pace on the wall clock', () => {
    expect(hallNow('wall', [at(0, 0)], 7000)).toBe(HALL + 7000);
  });

  it('learns the pace of a fast simulation and stops when the feed stops', () => {
    const samples = [at(0, 0), at(1, 60), at(2, 120)];
    expect(hallSpeed('feed', samples)).toBe(60);
    expect(hallNow('feed', samples, 2500)).toBe(HALL + 150_000);
    expect(hallNow('feed', samples, 60_000)).toBe(HALL + 120_000 + 1500 * 60);
  });

  it('shows just what was received until the pace is known', () => {
    expect(hallNow('feed', [at(0, 0)], 9000)).toBe(HALL);
    expect(hallNow('feed', [], 9000)).toBeNull();
  });

  it('waits for a hall that went slower than it was carried on, and goes back only with the day', () => {
    const samples = [at(0, 0), at(1, 60)];
    const shown = hallNow('feed', samples, 2000);
    expect(shown).toBe(HALL + 120_000);
    const before = { samples, reachedMs: -Infinity };
    expect(reached('feed', before, at(2, 90))).toBe(shown);
    expect(reached('feed', { ...before, reachedMs: HALL + 150_000 }, at(2, 90))).toBe(HALL + 150_000);
    expect(reached('feed', before, at(2, 0))).toBe(-Infinity);
    // a device whose clock was set an hour on
    expect(reached('wall', { samples: [at(0, 0)], reachedMs: -Infinity }, at(3600, 1))).toBe(-Infinity);
  });

  it('forgets the old pace when the day starts over', () => {
    expect(addSample([at(0, 500), at(1, 560)], at(2, 0))).toEqual([at(2, 0)]);
  });

  it('keeps a bounded number of observations for weeks', () => {
    let samples: ClockSample[] = [];
    for (let i = 0; i < 1000; i += 1) samples = addSample(samples, at(i, i));
    expect(samples.length).toBeLessThan(40);
  });
});
