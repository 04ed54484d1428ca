import fc from 'fast-check';
import { viewOf, waiting } from '../hall.fixture';
import { quantileOf } from './quantiles';
import { Rollout } from './rollout';
import type { PredictView } from './view';

const RUN = { paths: 60, seed: 3, horizonMin: 300 };
const newcomer = (view: PredictView, queue = 0): Float64Array =>
  new Rollout(view, [{ queue, atMin: view.nowMin }]).run(RUN).sort();
const median = (view: PredictView, queue = 0): number => quantileOf(newcomer(view, queue), 0.5);

describe('the roll-out of a hall', () => {
  it('calls a newcomer at once where a window stands ready', () => {
    expect(median(viewOf({ queues: [{}], windows: [{}] }))).toBe(0);
  });

  it('adds up the work ahead when nothing is left to chance', () => {
    // Two desks, each 4 of 10 minutes into a service; four people of 10 minutes wait: the newcomer is called at 6 + 10 + 10.
    const busy = { condition: 'busy' as const, elapsedMin: 4 };
    expect(median(viewOf({ queues: [{ waiting: waiting(4) }], windows: [busy, busy] }))).toBeCloseTo(26, 0);
  });

  it('counts those whose patience is over as the call only', () => {
    const busy = { condition: 'busy' as const, elapsedMin: 4 };
    const view = viewOf({
      queues: [{ waiting: waiting(4) }],
      windows: [busy, busy],
      noShowChances: new Float64Array(241).fill(1),
    });
    expect(median(view)).toBeCloseTo(7, 0);
  });

  it('waits for a break that is due before the next call', () => {
    const view = viewOf({
      queues: [{ waiting: waiting(1) }],
      windows: [{ condition: 'busy', elapsedMin: 4, absences: [{ startMin: 602, lengthMin: 45 }] }],
    });
    expect(median(view)).toBeCloseTo(61, 0);
  });

  it('lets a linked window take over only when home leaves it time, and charges the switch', () => {
    const idleNeighbour = { home: 1, current: 1, mask: 3n, skills: 3n, currentBias: 30, homeBias: 30 };
    const view = viewOf({ queues: [{ waiting: waiting(3) }, {}], windows: [{ condition: 'busy' }, idleNeighbour] });
    expect(median(view)).toBeLessThan(
      median(viewOf({ queues: [{ waiting: waiting(3) }, {}], windows: [{ condition: 'busy' }] })),
    );
    const alone = viewOf({ queues: [{}, {}], windows: [{ condition: 'busy' }, idleNeighbour] });
    expect(median(alone)).toBeCloseTo(2, 5);
  });

  it('says the horizon where nobody comes back to serve', () => {
    expect(median(viewOf({ queues: [{}], windows: [{ condition: 'away', backMin: Infinity }] }))).toBe(300);
  });

  it('quotes a ticket that waits from its issue, and treats it like the newcomer who joined then', () => {
    const view = viewOf({ queues: [{ waiting: waiting(4) }], windows: [{ condition: 'busy', elapsedMin: 4 }] });
    const [first] = view.queues[0]?.waiting ?? [];
    const waits = new Rollout(view, [{ queue: 0, atMin: 600, ticketId: first?.id ?? '' }]).run(RUN);
    expect(quantileOf(waits.sort(), 0.5)).toBeCloseTo(4 + 6, 0);
  });

  it('lets people with priority go first', () => {
    const arrivals = { perMin: [0, 0, 0, 0, 0.2, 0.2, 0.2, 0.2], slotMin: 30, startMin: 480, spread: 0 };
    const hall = (priorityShare: number): PredictView =>
      viewOf({
        queues: [{ waiting: waiting(5), arrivals: { ...arrivals, priorityShare } }],
        windows: [{ condition: 'busy', mask: 1n }],
      });
    expect(median(hall(0.5))).toBeGreaterThan(median(hall(0)) + 5);
  });

  const halls = fc.record({
    ahead: fc.integer({ min: 0, max: 25 }),
    elsewhere: fc.integer({ min: 0, max: 15 }),
    windows: fc.array(
      fc.record({
        mask: fc.constantFrom(1n, 2n, 3n),
        busy: fc.boolean(),
        elapsedMin: fc.double({ min: 0, max: 20, noNaN: true }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  });
  const build = ({
    ahead,
    elsewhere,
    windows,
  }: {
    ahead: number;
    elsewhere: number;
    windows: { mask: bigint; busy: boolean; elapsedMin: number }[];
  }): PredictView =>
    viewOf({
      cv: 0.6,
      queues: [{ waiting: waiting(ahead) }, { waiting: waiting(elsewhere) }],
      windows: [
        { condition: 'busy', elapsedMin: 3 },
        ...windows.map(({ mask, busy, elapsedMin }) => ({
          mask,
          home: mask === 2n ? 1 : 0,
          current: mask === 2n ? 1 : 0,
          condition: busy ? ('busy' as const) : ('free' as const),
          elapsedMin,
          currentBias: mask === 3n ? 30 : 0,
          homeBias: mask === 3n ? 30 : 0,
        })),
      ],
    });

  it('keeps its quantiles in order', () => {
    fc.assert(
      fc.property(halls, (hall) => {
        const waits = newcomer(build(hall));
        expect(quantileOf(waits, 0.5)).toBeLessThanOrEqual(quantileOf(waits, 0.8));
        expect(quantileOf(waits, 0.8)).toBeLessThanOrEqual(quantileOf(waits, 0.9));
      }),
      { numRuns: 40 },
    );
  });

  it('never quotes less for more people ahead', () => {
    // Where windows serve two queues one person more can turn a window to this queue earlier: there it need not hold.
    const alone = halls.map((hall) => ({ ...hall, elsewhere: 0 }));
    fc.assert(
      fc.property(alone, fc.integer({ min: 1, max: 10 }), (hall, more) => {
        expect(median(build({ ...hall, ahead: hall.ahead + more }))).toBeGreaterThanOrEqual(median(build(hall)) - 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it('never quotes more for one more window of the queue, beyond noise', () => {
    fc.assert(
      fc.property(halls, (hall) => {
        const view = build(hall);
        const more = {
          ...view,
          windows: [...view.windows, ...viewOf({ queues: [{}], windows: [{ id: 'extra' }] }).windows],
        };
        expect(median(more)).toBeLessThanOrEqual(median(view) + 2);
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same waits for the same seed', () => {
    const view = viewOf({ cv: 0.6, queues: [{ waiting: waiting(8) }], windows: [{ condition: 'busy' }, {}] });
    expect([...newcomer(view)]).toEqual([...newcomer(view)]);
  });
});
