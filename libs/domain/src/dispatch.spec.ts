import fc from 'fast-check';
import { LINK_BIAS_MIN } from './dispatch';
import type { SimDay, SimTicket } from './simulation/day';
import { HallSimulator } from './simulation/simulator';
import { STANDARD } from './simulation/scenarios';
import { viewOf } from './predict/hall.fixture';
import { Rollout } from './predict/tickets/rollout';
import type { PredictView, WindowOutlook } from './predict/tickets/view';
import { has, setOf, sizeOf, type QueueSet } from './queue-set';

const NOW_MIN = 5;
const CLOSE_MIN = 700;
const SWITCH_MIN = 2;
const CROSS = 1.15;

interface Desk {
  readonly home: number;
  readonly mask: QueueSet;
  readonly skills: QueueSet;
  readonly backMin: number;
  readonly breaks: readonly number[];
}
interface Waiting {
  readonly queue: number;
  readonly issuedMin: number;
  readonly serviceMin: number;
}
interface Hall {
  readonly queues: number;
  readonly desks: readonly Desk[];
  /** queues of a reserve window that opens now */
  readonly reserve: QueueSet | null;
  readonly waiting: readonly Waiting[];
}

/** Continuous minutes, so that no two are equal: events at the same instant have no defined order. */
const minutes = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true, noDefaultInfinity: true });

const halls: fc.Arbitrary<Hall> = fc.integer({ min: 2, max: 5 }).chain((queues) => {
  const queue = fc.nat({ max: queues - 1 });
  const some = fc.uniqueArray(queue, { minLength: 1, maxLength: queues }).map(setOf);
  const desk = fc.record({
    home: queue,
    mask: some,
    more: some,
    backMin: minutes(NOW_MIN + 1, 40),
    breaks: fc.array(minutes(10, 120), { maxLength: 2 }),
  });
  return fc.record({
    queues: fc.constant(queues),
    desks: fc.array(
      desk.map(({ more, ...rest }) => ({ ...rest, skills: rest.mask | more })),
      { minLength: 1, maxLength: 6 },
    ),
    reserve: fc.option(some),
    waiting: fc
      .array(fc.record({ queue, issuedMin: minutes(0.1, NOW_MIN - 0.1), serviceMin: minutes(2, 25) }), {
        maxLength: 10,
      })
      .map((all) => all.sort((a, b) => a.issuedMin - b.issuedMin)),
  });
});

const bias = (mask: QueueSet): { currentBias: number; homeBias: number } => {
  const minutesAhead = sizeOf(mask) > 1 ? LINK_BIAS_MIN : 0;
  return { currentBias: minutesAhead, homeBias: minutesAhead };
};

/** Call time of each visitor, by ticket; visitors who are never called are absent. */
function calledInBench(hall: Hall, visitors: readonly Waiting[]): Map<number, number> {
  const tickets = visitors.map((visitor, id): SimTicket => ({
    id,
    issuedMin: visitor.issuedMin,
    branch: visitor.queue,
    item: 0,
    serviceMin: visitor.serviceMin,
    noShow: false,
    patienceMin: Infinity,
    willing: 1,
    terminalMin: 0,
    terminalFails: false,
  }));
  const [branch] = STANDARD.branches;
  if (branch === undefined) throw new Error('no branch');
  const reserve = hall.reserve === null ? null : { windows: 1, openMin: 30, budgetMin: CLOSE_MIN };
  const branches = Array.from({ length: hall.queues }, (_, i) => ({ ...branch, code: `b${String(i)}` }));
  const officers: SimDay['officers'] = [
    ...hall.desks.map(({ home, skills, backMin, breaks }, window) => ({
      window,
      home,
      skills,
      speed: 1,
      reserve: false,
      absences: [
        { startMin: 0, lengthMin: backMin, kind: 'outage' as const },
        ...[...breaks].sort((a, b) => a - b).map((startMin) => ({ startMin, lengthMin: 10, kind: 'break' as const })),
      ],
    })),
    ...(hall.reserve === null
      ? []
      : [{ window: hall.desks.length, home: -1, skills: hall.reserve, speed: 1, reserve: true, absences: [] }]),
  ];
  const called = new Map<number, number>();
  const bench = new HallSimulator(
    { day: 1, scenario: { ...STANDARD, branches, reserve }, tickets, officers },
    {
      opening: ({ window, skills }) => {
        const mask = hall.desks[window]?.mask ?? skills;
        return { mask, ...bias(mask) };
      },
      switchMin: SWITCH_MIN,
      crossSkillFactor: CROSS,
      onStep: (step) => {
        if (step.kind === 'called') called.set(step.ticket.id, step.min);
      },
    },
  );
  bench.advanceTo(NOW_MIN);
  if (hall.reserve !== null) bench.open(hall.desks.length, CLOSE_MIN, { mask: hall.reserve, ...bias(hall.reserve) });
  bench.drain();
  return called;
}

/** Whether slightly earlier or later breaks change no call time, so no break starts exactly at the end of a service. */
function isSteady(hall: Hall, visitors: readonly Waiting[]): boolean {
  const [early, late] = [-1e-7, 1e-7].map((by) => {
    const desks = hall.desks.map((desk) => ({ ...desk, breaks: desk.breaks.map((at) => at + by) }));
    return calledInBench({ ...hall, desks }, visitors);
  });
  return visitors.every((_, i) => Math.abs((early?.get(i) ?? 0) - (late?.get(i) ?? 0)) < 1e-3);
}

/** The prediction input for the same hall. */
function viewOfHall(hall: Hall): PredictView {
  const shared = { switchMin: SWITCH_MIN, freeSinceMin: NOW_MIN };
  const windows = [
    ...hall.desks.map(({ home, mask, skills, backMin, breaks }): Partial<WindowOutlook> => ({
      ...shared,
      ...bias(mask),
      home,
      mask,
      skills,
      current: home,
      condition: 'away',
      backMin,
      absences: [...breaks].sort((a, b) => a - b).map((startMin) => ({ startMin, lengthMin: 10 })),
    })),
    ...(hall.reserve === null
      ? []
      : [
          {
            ...shared,
            ...bias(hall.reserve),
            home: -1,
            mask: hall.reserve,
            current: -1,
            condition: 'free' as const,
            closesMin: CLOSE_MIN,
          },
        ]),
  ];
  return viewOf({
    nowMin: NOW_MIN,
    cv: 0,
    crossFactor: CROSS,
    queues: Array.from({ length: hall.queues }, (_, queue) => ({
      waiting: hall.waiting.flatMap((visitor, i) =>
        visitor.queue === queue
          ? [{ id: String(i), issuedMin: visitor.issuedMin, meanMin: visitor.serviceMin, priority: 0 }]
          : [],
      ),
    })),
    windows,
  });
}

const RUN = { paths: 2, seed: 1, horizonMin: 600 };
const served = (hall: Hall, queue: number): boolean =>
  hall.desks.some(({ mask }) => has(mask, queue)) || (hall.reserve !== null && has(hall.reserve, queue));

describe('the dispatch rule', () => {
  it('is the same in the benchmark and in the prediction', () => {
    fc.assert(
      fc.property(halls, (hall) => {
        fc.pre(isSteady(hall, hall.waiting));
        const called = calledInBench(hall, hall.waiting);
        const probes = hall.waiting.flatMap(({ queue }, i) =>
          served(hall, queue) ? [{ queue, atMin: NOW_MIN, ticketId: String(i) }] : [],
        );
        if (probes.length === 0) return;
        const waits = new Rollout(viewOfHall(hall), probes).run(RUN);
        probes.forEach(({ ticketId }, p) => {
          const i = Number(ticketId);
          expect(waits[p * RUN.paths]).toBeCloseTo((called.get(i) ?? NaN) - (hall.waiting[i]?.issuedMin ?? NaN), 6);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('is the same for a later visitor', () => {
    const newcomers = fc.record({ queue: fc.nat({ max: 4 }), issuedMin: minutes(NOW_MIN + 0.1, 150) });
    fc.assert(
      fc.property(halls, newcomers, (hall, drawn) => {
        const newcomer = { issuedMin: drawn.issuedMin, queue: drawn.queue % hall.queues, serviceMin: 5 };
        if (!served(hall, newcomer.queue)) return;
        fc.pre(isSteady(hall, [...hall.waiting, newcomer]));
        const called = calledInBench(hall, [...hall.waiting, newcomer]);
        const probe = { queue: newcomer.queue, atMin: newcomer.issuedMin };
        const [wait] = new Rollout(viewOfHall(hall), [probe]).run(RUN);
        expect(wait).toBeCloseTo((called.get(hall.waiting.length) ?? NaN) - newcomer.issuedMin, 6);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the number of other queues, also beyond 32, 64 and 128', () => {
    const BEFORE = 130;
    const behindMany = (view: PredictView): PredictView => ({
      ...view,
      queues: [...viewOf({ queues: Array.from({ length: BEFORE }, () => ({})), windows: [] }).queues, ...view.queues],
      windows: view.windows.map((window) => ({
        ...window,
        home: window.home < 0 ? window.home : window.home + BEFORE,
        current: window.current < 0 ? window.current : window.current + BEFORE,
        skills: window.skills << BigInt(BEFORE),
        mask: window.mask << BigInt(BEFORE),
      })),
    });
    fc.assert(
      fc.property(halls, (hall) => {
        const probes = hall.waiting.map(({ queue }, i) => ({ queue, atMin: NOW_MIN, ticketId: String(i) }));
        const moved = probes.map((probe) => ({ ...probe, queue: probe.queue + BEFORE }));
        const view = viewOfHall(hall);
        expect(new Rollout(behindMany(view), moved).run(RUN)).toEqual(new Rollout(view, probes).run(RUN));
      }),
    );
  });
});
