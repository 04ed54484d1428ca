import fc from 'fast-check';
import type { EventData, EventType, HallEvent } from '@cockpit/contracts';
import type { FoldEvent } from '../fold';
import { DAY_START, smallHall } from '../predict/hall.fixture';
import type { ObservedMeasure } from './measure';
import { observedEffect, type ObservedEffect } from './observed-effect';
import { KINDS, tryDay } from './truth.fixture';

const FROM_MIN = 600;
const at = (minute: number): number => DAY_START + Math.round(minute * 60_000);

interface Visit {
  readonly queue: 'a' | 'b';
  readonly window: 'w1' | 'w2' | 'w3';
  readonly atMin: number;
  readonly waited: number;
  readonly took: number;
  readonly end: 'finished' | 'no-show' | 'waiting';
}

/** A day told by its visits; w1 and w2 are at home in `a`, w3 in `b` and, from 10:00 on, said to help `a`. */
function dayOf(visits: readonly Visit[]): FoldEvent[] {
  const events: FoldEvent[] = [];
  const tell = <T extends EventType>(minute: number, type: T, data: Omit<EventData[T], 'hallId'>): void => {
    const id = `e${String(events.length)}`;
    // the pair (type, data) is kept together by the signature
    const event = { id, type, time: at(minute), data: { hallId: 'H', ...data } } as unknown as HallEvent;
    events.push({ ...event, identity: id });
  };
  for (const windowId of ['w1', 'w2', 'w3'])
    tell(510, 'hall.window.opened', { windowId, queues: [windowId === 'w3' ? 'b' : 'a'] });
  tell(FROM_MIN, 'hall.window.assigned', { windowId: 'w3', queues: ['b', 'a'], promptId: 'p' });
  visits.forEach(({ queue, window: windowId, atMin, waited, took, end }, i) => {
    const ticketId = `t${String(i)}`;
    tell(atMin, 'hall.ticket.issued', { ticketId, number: ticketId, queue, channel: 'walk-in' });
    if (end === 'waiting') return;
    tell(atMin + waited, 'hall.ticket.called', { ticketId, windowId });
    if (end === 'no-show') {
      tell(atMin + waited + 1, 'hall.ticket.no-show', { ticketId, windowId });
      return;
    }
    tell(atMin + waited, 'hall.ticket.started', { ticketId, windowId });
    tell(atMin + waited + took, 'hall.ticket.finished', { ticketId, windowId, result: 'done' });
  });
  tell(700, 'hall.window.closed', { windowId: 'w1' });
  return events;
}

const LINK: ObservedMeasure = {
  kind: 'link',
  windowId: 'w3',
  queues: ['b', 'a'],
  item: null,
  from: at(FROM_MIN) - 1,
  until: null,
};

/** Somebody whom the window at home in `a` served before: the hall's windows do call by name. */
const BEFORE: Visit = { queue: 'a', window: 'w1', atMin: 520, waited: 1, took: 5, end: 'finished' };

function told(events: readonly FoldEvent[], measure: ObservedMeasure = LINK): ObservedEffect {
  const state = smallHall();
  for (const event of events) if (event.time <= measure.from) state.apply(event);
  state.advance(measure.from);
  return observedEffect(state, events, measure, { horizonMin: 60, followMin: 10 });
}

const NOTHING = { savedMin: 0, lowMin: 0, highMin: 0, tickets: [] };
const visit: fc.Arbitrary<Visit> = fc.record({
  queue: fc.constantFrom('a', 'b'),
  window: fc.constantFrom('w1', 'w2', 'w3'),
  atMin: fc.integer({ min: 515, max: 690 }),
  waited: fc.integer({ min: 0, max: 60 }),
  took: fc.integer({ min: 1, max: 30 }),
  end: fc.constantFrom('finished', 'finished', 'no-show', 'waiting'),
});

describe('the effect of a measure, from what its day shows', () => {
  it('counts the tickets that a helping window served, and what others waited less for it', () => {
    const jam = Array.from({ length: 8 }, (_, i): Visit => {
      const isHelped = i === 2;
      const window = isHelped ? 'w3' : i % 2 === 0 ? 'w1' : 'w2';
      return { queue: 'a', window, atMin: 580 + i, waited: isHelped ? 20 : 21 + 8 * i, took: 15, end: 'finished' };
    });
    const effect = told(dayOf(jam));
    expect(effect.deed).toMatchObject({ code: 'served', tickets: ['t2'] });
    expect(effect.savedMin).toBeGreaterThan(5);
    expect(effect.lowMin).toBeLessThan(effect.savedMin);
    const own = effect.tickets.find(({ ticketId }) => ticketId === 't2');
    expect(own).toMatchObject({ byDeed: true, queue: 'a', observedMin: 20 });
    expect(own?.withoutMin).toBeGreaterThan(20);
    // what can be opened adds up to what is claimed
    const sum = effect.tickets.reduce((total, one) => total + one.withoutMin - one.observedMin, 0);
    expect(Math.abs(sum - effect.savedMin)).toBeLessThan(2);
  });

  it('claims nothing of a window that served nobody of the queue, whatever its day was like', () => {
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 40 }), (visits) => {
        const nobody = visits.filter(
          ({ window, queue, atMin, waited, end }) =>
            window !== 'w3' || queue !== 'a' || end !== 'finished' || atMin + waited < FROM_MIN,
        );
        expect(told(dayOf([BEFORE, ...nobody]))).toMatchObject({
          ...NOTHING,
          deed: { code: 'no-ticket', tickets: [] },
        });
      }),
      { numRuns: 60 },
    );
  });

  it('knows what was never begun from what came to nothing', () => {
    const silent = dayOf([BEFORE]).filter(({ type }) => type !== 'hall.window.assigned');
    expect(told(silent)).toMatchObject({ ...NOTHING, deed: { code: 'not-executed', minutes: 0 } });
    expect(told(dayOf([BEFORE])).deed).toMatchObject({ code: 'no-ticket', minutes: 70 });
    expect(told(dayOf([])).deed.code).toBe('not-seen');
    expect(told(dayOf([BEFORE]), { ...LINK, kind: 'other-hall', windowId: null }).deed.code).toBe('not-seen');
  });

  it('says the same every time', () => {
    const tell = (): ObservedEffect | null => {
      const day = tryDay(2001, 'guide');
      return day === null ? null : observedEffect(day.state, day.events, day.measure, day);
    };
    expect(tell()).toEqual(tell());
  });
});

describe('held against the truth: the same simulated day with and without the measure', () => {
  it('has it within its band, on days and measures drawn at random', () => {
    const tried = Array.from({ length: 7 }, (_, i) => 3001 + i).flatMap((number) =>
      KINDS.flatMap((kind) => tryDay(number, kind) ?? []),
    );
    const within = tried.filter((day) => {
      const { lowMin, highMin } = observedEffect(day.state, day.events, day.measure, day);
      return lowMin <= day.trueMin && day.trueMin <= highMin;
    });
    expect(tried.length).toBeGreaterThanOrEqual(30);
    expect(within.length / tried.length).toBeGreaterThanOrEqual(0.85);
  });

  it('claims nothing of what everybody says was done, and nobody did', () => {
    for (const kind of KINDS) {
      const day = tryDay(3001, kind, false);
      if (day === null) throw new Error(`no measure of kind ${kind}`);
      expect(observedEffect(day.state, day.events, day.measure, day)).toMatchObject(NOTHING);
    }
  });
});
