import fc from 'fast-check';
import type { SpanOf, QueueWait } from '../sources/window-times';
import { skillGaps, type SkillDay } from './gaps';

const MIN = 60_000;
const QUEUES = ['household', 'traffic'];
const OFFICERS = { both: QUEUES, household: ['household'], none: [] as string[] };
const config = {
  officers: Object.entries(OFFICERS).map(([id, skills]) => ({ id, skills })),
  windows: [],
  open: [],
  queues: QUEUES.map((code) => ({ code })),
} as unknown as SkillDay['config'];
const day = (spans: readonly SpanOf[], stays: readonly QueueWait[], services: readonly QueueWait[] = []) =>
  skillGaps({ config, zone: 'UTC', spans, stays, services });
const stretch = fc
  .tuple(fc.nat(500), fc.nat(90))
  .map(([from, length]) => ({ from: from * MIN, to: (from + length) * MIN }));
const span = fc
  .tuple(
    stretch,
    fc.constantFrom(...Object.keys(OFFICERS), null),
    fc.constantFrom('idle', 'serving', 'paused', 'fault'),
  )
  .map(([times, officer, state]): SpanOf => ({ ...times, officer, state, window: `w-${String(officer)}` }));
const stay = fc.tuple(stretch, fc.constantFrom(...QUEUES)).map(([times, queue]): QueueWait => ({ ...times, queue }));
const [spans, stays] = [fc.array(span, { maxLength: 30 }), fc.array(stay, { maxLength: 30 })];
const NEAR = 1e-6;

describe('waiting beside windows that lack the skill', () => {
  it('is never more than the waiting, nor more for one officer than for all of them', () => {
    fc.assert(
      fc.property(spans, stays, (windows, waits) => {
        for (const { waitingMin, touchedMin, officers } of day(windows, waits)) {
          expect(touchedMin).toBeLessThanOrEqual(waitingMin + NEAR);
          for (const min of officers.values()) expect(min).toBeLessThanOrEqual(touchedMin + NEAR);
          expect([...officers.values()].reduce((sum, min) => sum + min, 0)).toBeGreaterThanOrEqual(touchedMin - NEAR);
        }
      }),
    );
  });

  it('counts whoever was never called to the closing of the hall, not to midnight', () => {
    const [opening, closing, midnight] = [8 * 60 * MIN, 17 * 60 * MIN, 24 * 60 * MIN];
    const open = { ...config, open: [{ from: opening, to: closing }] };
    const uncalled: QueueWait = { queue: 'household', from: closing - 30 * MIN, to: midnight };
    const idle: SpanOf = { window: 'w', officer: 'none', state: 'idle', from: opening, to: midnight };
    const [gap] = skillGaps({ config: open, zone: 'UTC', spans: [idle], stays: [uncalled], services: [] });
    expect(gap).toMatchObject({ waitingMin: 30, touchedMin: 30 });
    expect(gap?.officers.get('none')).toBe(30);
  });

  it('is nothing where nobody waits, no window is idle, or all who are idle have the skill', () => {
    fc.assert(
      fc.property(spans, stays, (windows, waits) => {
        const none = [
          ...day(windows, []),
          ...day(
            windows.filter(({ state }) => state !== 'idle'),
            waits,
          ),
          ...day(
            windows.map((one) => ({ ...one, officer: 'both' })),
            waits,
          ),
          ...day(
            windows.map((one) => ({ ...one, officer: null })),
            waits,
          ),
        ];
        for (const { touchedMin, officers } of none) expect([touchedMin, officers.size]).toEqual([0, 0]);
      }),
    );
  });

  it('is what somebody can count by hand', () => {
    const idle = { window: 'w1', state: 'idle', officer: 'household', from: 0, to: 20 * MIN };
    const other = { window: 'w2', state: 'idle', officer: 'none', from: 10 * MIN, to: 30 * MIN };
    const serving = { window: 'w3', state: 'serving', officer: 'both', from: 0, to: 60 * MIN };
    const waits = [5, 15].map((from) => ({ queue: 'traffic', from: from * MIN, to: 40 * MIN }));
    const served = [{ queue: 'traffic', from: 0, to: 12 * MIN }];
    const [household, traffic] = day([idle, other, serving], waits, served);
    expect(traffic).toEqual({
      queue: 'traffic',
      waitingMin: 60,
      touchedMin: 40,
      hours: new Map([['00', { demandMin: 12, qualifiedMin: 60 }]]),
      officers: new Map([
        ['household', 20],
        ['none', 35],
      ]),
    });
    expect(household).toMatchObject({ waitingMin: 0, touchedMin: 0 });
    expect(household?.hours.get('00')).toEqual({ demandMin: 0, qualifiedMin: 80 });
  });
});
