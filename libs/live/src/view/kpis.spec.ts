import type { HallEvent } from '@cockpit/contracts';
import { HallState, type HallConfig, type LiveEvent } from '@cockpit/domain';
import fc from 'fast-check';
import { scanTickets } from './kpis';

const dayStart = Date.parse('2026-03-02T00:00:00+08:00');
const at = (minute: number): number => dayStart + (510 + minute) * 60_000;
const queue = (code: string, waitTargetMin: number) => ({ code, name: code, branch: code, waitTargetMin });
const config: HallConfig = {
  hall: {
    code: 'H1',
    name: '大厅',
    tier: 'hall',
    timeZone: 'Asia/Shanghai',
    clock: 'feed',
    simulated: false,
    hours: [],
    closures: [],
    waitTargetMin: 15,
    queues: [],
    windows: [],
    terminals: [],
  },
  queues: [queue('a', 15), queue('b', 10)],
  windows: [],
  officers: [],
  items: [
    {
      code: 'slow',
      name: '慢',
      queue: 'a',
      meanServiceMin: 30,
      share: 1,
      selfService: false,
      mobile: false,
      waitTargetMin: 40,
    },
  ],
  day: '2026-03-02',
  dayStart,
  open: [{ from: at(0), to: at(540) }],
  forecast: { slotMin: 30, start: at(0), queues: {}, service: {}, noShowRate: 0 },
};

let serial = 0;
const event = (type: HallEvent['type'], minute: number, data: object): LiveEvent =>
  ({
    id: `e${String(++serial)}`,
    type,
    time: at(minute),
    sourceName: 'tickets',
    receivedAt: 0,
    data: { hallId: 'H1', ...data },
  }) as unknown as LiveEvent;
interface Visitor {
  at?: number;
  queue?: string;
  item?: string;
  /** minutes until the call */
  wait?: number;
  leftAfter?: number;
}
const eventsOf = (id: string, { at: minute = 0, queue: code = 'a', item, wait, leftAfter }: Visitor): LiveEvent[] => [
  event('hall.ticket.issued', minute, { ticketId: id, number: id, queue: code, channel: 'walk-in', item }),
  ...(wait === undefined ? [] : [event('hall.ticket.called', minute + wait, { ticketId: id, windowId: 'w1' })]),
  ...(leftAfter === undefined
    ? []
    : [event('hall.ticket.cancelled', minute + leftAfter, { ticketId: id, reason: 'left' })]),
];
/** The hall at a minute of its day, seen by these visitors. */
function hall(visitors: readonly Visitor[], now = 300, order = (events: LiveEvent[]) => events): HallState {
  const state = new HallState(config);
  const events = visitors.flatMap((visitor, i) => eventsOf(`A${String(i)}`, visitor));
  for (const one of order([...events, event('hall.queue.observed', now, { queue: 'b', waiting: 0 })])) state.apply(one);
  return state;
}
const kpis = (visitors: readonly Visitor[], now?: number) => scanTickets(hall(visitors, now)).kpis;

describe('the waits of today', () => {
  it('are those of who was called: the middle one, and the mean', () => {
    expect(kpis([{ wait: 30 }, { wait: 2 }, { wait: 4 }])).toMatchObject({ waitP50Sec: 240, waitMeanSec: 720 });
    expect(kpis([{ wait: 2 }, { wait: 4 }])).toMatchObject({ waitP50Sec: 180, waitMeanSec: 180 });
    expect(kpis([{}, { leftAfter: 3 }])).toMatchObject({ waitP50Sec: null, waitMeanSec: null });
  });

  it('of the last hour are told apart from those of a calm morning', () => {
    const calm = Array.from({ length: 9 }, () => ({ at: 0, wait: 0 }));
    const jam = [20, 30, 40].map((wait) => ({ at: 200, wait }));
    expect(kpis([...calm, ...jam], 270)).toMatchObject({ waitP50Sec: 0, waitP50HourSec: 1800 });
    expect(kpis([...calm, ...jam], 290)).toMatchObject({ waitP50Sec: 0, waitP50HourSec: 2400 });
    expect(kpis(calm, 300)).toMatchObject({ waitP50Sec: 0, waitP50HourSec: null });
  });

  it('are no less than nothing where a clock was wrong', () => {
    expect(kpis([{ wait: -5 }]).waitMeanSec).toBeGreaterThanOrEqual(0);
  });
});

describe('the share served in time', () => {
  const level = (visitors: readonly Visitor[], now?: number) => {
    const { numerator, denominator } = kpis(visitors, now).serviceLevel;
    return `${String(numerator)}/${String(denominator)}`;
  };

  it('goes by the target of the item, else of the queue', () => {
    expect([level([{ wait: 15 }]), level([{ wait: 16 }])]).toEqual(['1/1', '0/1']);
    expect([level([{ queue: 'b', wait: 10 }]), level([{ queue: 'b', wait: 11 }])]).toEqual(['1/1', '0/1']);
    expect([level([{ item: 'slow', wait: 40 }]), level([{ item: 'slow', wait: 41 }])]).toEqual(['1/1', '0/1']);
    expect(level([{ item: 'other', wait: 16 }])).toBe('0/1');
    // a queue that was taken away has the hall's
    expect([level([{ queue: 'gone', wait: 15 }]), level([{ queue: 'gone', wait: 16 }])]).toEqual(['1/1', '0/1']);
    expect(kpis([]).serviceLevel.targetMin).toBe(15);
  });

  it('counts who left unserved, and who waits beyond the target already', () => {
    expect(level([{ wait: 5 }, { leftAfter: 3 }])).toBe('1/2');
    expect([level([{ at: 285 }]), level([{ at: 284 }])]).toEqual(['0/0', '0/1']);
    expect([level([{ at: 260, item: 'slow' }]), level([{ at: 259, item: 'slow' }])]).toEqual(['0/0', '0/1']);
  });

  it('never rises while nobody is called, and stays a share', () => {
    const visitor = fc.record(
      {
        at: fc.integer({ min: 0, max: 200 }),
        queue: fc.constantFrom('a', 'b', 'gone'),
        wait: fc.integer({ min: 0, max: 60 }),
        leftAfter: fc.integer({ min: 0, max: 90 }),
      },
      { requiredKeys: ['at', 'queue'] },
    );
    fc.assert(
      fc.property(fc.array(visitor, { maxLength: 12 }), fc.integer({ min: 0, max: 120 }), (visitors, later) => {
        const [now, then] = [kpis(visitors, 300).serviceLevel, kpis(visitors, 300 + later).serviceLevel];
        expect(now.numerator).toBeLessThanOrEqual(now.denominator);
        expect(then.numerator).toBe(now.numerator);
        expect(then.denominator).toBeGreaterThanOrEqual(now.denominator);
      }),
      { numRuns: 60 },
    );
  });
});

describe('how it was half an hour ago', () => {
  it('is what was said half an hour ago, however it went on', () => {
    const visitor = fc.record(
      {
        at: fc.integer({ min: 0, max: 300 }),
        queue: fc.constantFrom('a', 'b'),
        wait: fc.integer({ min: 1, max: 60 }),
        leftAfter: fc.integer({ min: 1, max: 90 }),
      },
      { requiredKeys: ['at', 'queue'] },
    );
    fc.assert(
      fc.property(fc.array(visitor, { maxLength: 20 }), (visitors) => {
        const events = visitors.flatMap((each, i) => eventsOf(`A${String(i)}`, each));
        const upTo = (minute: number): HallState => {
          const state = new HallState(config);
          for (const one of events) if (one.time <= at(minute)) state.apply(one);
          state.apply(event('hall.queue.observed', minute, { queue: 'b', waiting: 0 }));
          return state;
        };
        const then = upTo(270);
        const { waitP50HourSec, serviceLevel } = scanTickets(then).kpis;
        const waiting = [...then.queues.values()].reduce((sum, one) => sum + one.waiting.length, 0);
        expect(scanTickets(upTo(300)).kpis.earlier).toEqual(
          then.tickets.size === 0 ? undefined : { minutes: 30, waiting, waitP50HourSec, serviceLevel },
        );
      }),
    );
  });
});

describe('the number called last', () => {
  it('is told of each queue, by the time of its call, in whatever order it was heard', () => {
    const visitors = [{ wait: 20 }, { wait: 9 }, { queue: 'b', wait: 30 }, { queue: 'b' }];
    const called = (order?: (events: LiveEvent[]) => LiveEvent[]) => [
      ...scanTickets(hall(visitors, 300, order)).lastCalled,
    ];
    expect(called().sort()).toEqual([
      ['a', 'A0'],
      ['b', 'A2'],
    ]);
    expect(called((events) => [...events].reverse()).sort()).toEqual(called().sort());
  });
});
