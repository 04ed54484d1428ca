import fc from 'fast-check';
import { isTicketEvent } from './events';
import { OPENING, hallDayEvents, named, shuffled, visitStory } from './testing';
import { VisitFold, foldVisit } from './visit';
import type { TicketEvent } from './events';

const MIN = 60_000;
const plan = { at: 10, wait: 12, walk: 1, service: 8, end: 'done', queue: 'household', windowId: 'w1', legs: 1 };
const first = (events: TicketEvent[]) => foldVisit(events) ?? fail();
function fail(): never {
  throw new Error('no visit');
}

describe('a visit', () => {
  it('counts the wait from issue to first call and the service from start to finish', () => {
    expect(first(visitStory('t1', plan))).toMatchObject({
      queue: 'household',
      result: 'done',
      waitSec: 720,
      serviceSec: 480,
      windowId: 'w1',
      officerId: 'o-w1',
      item: 'id-card',
      firstAt: OPENING + 10 * MIN,
    });
  });

  it('has one wait per leg and a total when it is transferred', () => {
    const visit = first(visitStory('t1', { ...plan, legs: 3 }));
    expect(visit.legs.map((leg) => leg.queue)).toEqual(['household', 'order', 'order']);
    expect(visit.queue).toBe('household');
    expect(visit).toMatchObject({ waitSec: 720, totalWaitSec: 3 * 720, serviceSec: 3 * 480, result: 'done' });
  });

  it.each([
    ['no-show', 'no-show'],
    ['cancelled', 'cancelled'],
    ['guided-mobile', 'guided'],
    ['waiting', 'waiting'],
    ['serving', 'serving'],
    ['supplement', 'supplement'],
  ])('that ends with %s is %s', (end, result) => {
    expect(first(visitStory('t1', { ...plan, end })).result).toBe(result);
  });

  it('is on again when somebody who missed the call is recalled', () => {
    const again = named(
      [
        {
          type: 'hall.ticket.recalled',
          time: OPENING + 40 * MIN,
          data: { hallId: 'H32', ticketId: 't1', windowId: 'w2' },
        },
      ],
      'again',
    ) as TicketEvent[];
    expect(first([...visitStory('t1', { ...plan, end: 'no-show' }), ...again])).toMatchObject({
      result: 'called',
      windowId: 'w2',
      waitSec: 720,
    });
  });

  it('ends with its finish, whatever a slow clock reports afterwards', () => {
    const late = named(
      [
        {
          type: 'hall.ticket.called',
          time: OPENING + 400 * MIN,
          data: { hallId: 'H32', ticketId: 't1', windowId: 'w2' },
        },
      ],
      'late',
    ) as TicketEvent[];
    expect(first([...visitStory('t1', plan), ...late])).toMatchObject({ result: 'done', waitSec: 720 });
  });

  it('never has a negative wait', () => {
    const [issued, called] = visitStory('t1', plan);
    if (issued === undefined || called === undefined) fail();
    expect(first([issued, { ...called, time: issued.time - 5 * MIN }])).toMatchObject({ waitSec: 0 });
  });

  it('counts a service without a call as called when it started', () => {
    const events = visitStory('t1', plan).filter((event) => event.type !== 'hall.ticket.called');
    expect(first(events).waitSec).toBe(13 * 60);
  });

  it('ends the leg before when a finish carries the moment of the transfer', () => {
    const at = { hallId: 'H32', ticketId: 't9' };
    const events = named(
      [
        { type: 'hall.ticket.issued', time: 0, data: { ...at, number: 'A1', queue: 'household', channel: 'walk-in' } },
        { type: 'hall.ticket.started', time: 60_000, data: { ...at, windowId: 'w1' } },
        { type: 'hall.ticket.finished', time: 120_000, data: { ...at, windowId: 'w1', result: 'done' } },
        { type: 'hall.ticket.transferred', time: 120_000, data: { ...at, toQueue: 'order' } },
      ],
      'e',
    ) as TicketEvent[];
    expect(first(events).legs).toMatchObject([
      { windowId: 'w1', endedAt: 120_000 },
      { queue: 'order', calledAt: null, endedAt: null },
    ]);
  });

  it('is nothing when only a rating is known', () => {
    const rating = named(
      [{ type: 'hall.ticket.rated', time: 0, data: { hallId: 'H32', ticketId: 't1', stars: 5 } }],
      'r',
    ) as TicketEvent[];
    expect(foldVisit(rating)).toBeNull();
  });

  it('is the same for any order and repetition, at once or event by event', () => {
    fc.assert(
      fc.property(
        hallDayEvents
          .map((events) => events.filter(isTicketEvent).filter((event) => event.data.ticketId === 't0'))
          .chain((events) => fc.tuple(fc.constant(events), shuffled(events))),
        ([events, again]) => {
          const fold = new VisitFold();
          for (const event of again) {
            fold.apply(event);
            fold.row(); // reading in between must have no effect
          }
          expect(fold.row()).toEqual(foldVisit(events));
          expect(foldVisit(again)).toEqual(foldVisit(events));
        },
      ),
    );
  });

  it('forgets a withdrawn event', () => {
    const events = visitStory('t1', plan);
    const fold = new VisitFold();
    for (const event of events) fold.apply(event);
    const finished = events.at(-1);
    if (finished === undefined) fail();
    fold.withdraw(finished.identity);
    expect(fold.row()).toEqual(foldVisit(events.slice(0, -1)));
  });
});
