import type { LiveHall } from '@cockpit/contracts';
import fc from 'fast-check';
import type { HallMinute } from '../rules/hall-minute';
import { TargetTrial, type TrialDay, type WaitTargets } from './target-trial';

const T0 = Date.parse('2026-03-04T01:00:00Z');
const CODES = ['a', 'b'] as const;
const queue = (code: string, longestMin: number, predictedMin: number): LiveHall['queues'][number] => ({
  code,
  name: code,
  waiting: 5,
  longestWaitSec: longestMin * 60,
  level: 'normal',
  openWindows: 1,
  predictedP50Sec: predictedMin * 60,
  predictedP80Sec: predictedMin * 60,
  lastCalled: null,
  forecast: [],
});
const minute = (queues: LiveHall['queues']): HallMinute => ({
  snapshot: { queues, windows: [], open: true },
  // what the day itself says is not looked at: both sides bring their own
  targetMin: () => 999,
  hallTargetMin: 999,
  qualified: ({ queues: its }) => new Set(its),
  closed: false,
  helping: new Set(),
  reserve: [],
  items: [],
  terminals: [],
});
/** [longest a, longest b, predicted a] of each minute */
const day = fc.array(fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)), { minLength: 1, maxLength: 40 });
const targets = (hall: number, own: Partial<Record<string, number>> = {}): WaitTargets => ({
  hall,
  queues: new Map(CODES.map((code) => [code, own[code] ?? hall])),
});
function played(
  minutes: readonly (readonly [number, number, number])[],
  before: WaitTargets,
  after: WaitTargets,
): TrialDay {
  const trial = new TargetTrial({ hall: 'H1', timeZone: 'Asia/Shanghai', told: new Map() }, [before, after]);
  minutes.forEach(([a, b, coming], i) => {
    trial.see(minute([queue('a', a, coming), queue('b', b, 0)]), T0 + i * 60_000, i % 3 === 0);
  });
  return trial.outcome();
}
const min = fc.integer({ min: 1, max: 50 });

describe('other wait targets on a past day', () => {
  it('are exactly nothing where they are the same', () => {
    fc.assert(
      fc.property(day, min, min, (minutes, hall, own) => {
        const { fired, beyondMin } = played(minutes, targets(hall, { a: own }), targets(hall, { a: own }));
        for (const { before, after } of [...fired.values(), ...beyondMin.values()]) expect(after).toBe(before);
      }),
    );
  });

  it('are never fewer minutes beyond the target where they are stricter, and never more where they are looser', () => {
    fc.assert(
      fc.property(day, min, fc.nat(20), (minutes, strict, more) => {
        const { beyondMin } = played(minutes, targets(strict + more), targets(strict));
        for (const { before, after } of beyondMin.values()) expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('fire no less on a wait that only grows where they are stricter', () => {
    fc.assert(
      fc.property(day, min, fc.nat(20), (minutes, strict, more) => {
        const grows = [...minutes].sort(([a], [b]) => a - b).map(([a]) => [a, 0, 0] as const);
        const { fired } = played(grows, targets(strict + more), targets(strict));
        const { before, after } = fired.get('queue-longest-wait') ?? { before: 1, after: 0 };
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('swap sides when they are swapped, and leave other queues alone', () => {
    fc.assert(
      fc.property(day, min, min, (minutes, one, other) => {
        const [there, back] = [
          played(minutes, targets(15, { a: one }), targets(15, { a: other })),
          played(minutes, targets(15, { a: other }), targets(15, { a: one })),
        ];
        const turned = (counts: TrialDay['fired']) =>
          [...counts].map(([key, { before, after }]) => [key, { before: after, after: before }]);
        expect([...back.fired]).toEqual(turned(there.fired));
        expect([...back.beyondMin]).toEqual(turned(there.beyondMin));
        expect(there.beyondMin.get('b')?.after).toBe(there.beyondMin.get('b')?.before);
      }),
    );
  });

  it('count a warning and the minutes it stood for', () => {
    const minutes = Array.from({ length: 10 }, () => [12, 0, 0] as const);
    const { fired, beyondMin } = played(minutes, targets(15), targets(10));
    expect(fired.get('queue-longest-wait')).toEqual({ before: 0, after: 1 });
    expect(beyondMin.get('a')).toEqual({ before: 0, after: 10 });
  });
});
