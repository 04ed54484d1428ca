import fc from 'fast-check';
import type { FoldEvent } from './events';
import { hallDay, hallDayEnd, hallDayStart } from '../hall-day';
import { LOAD_SLOT_MS, loadOfDay, waitBucket } from './load';
import { foldSpans } from './spans';
import { OPENING, hallDayEvents, named, shuffled, visitStory, visitsOf } from './testing';

const MIN = 60_000;

const day = (events: readonly FoldEvent[]) => {
  const spans = foldSpans('H32', events);
  return { spans, load: loadOfDay(visitsOf(events), spans) };
};

describe('window spans', () => {
  it('merge reports, leave gaps offline and end a service at its finish', () => {
    const at = (windowId: string) => ({ hallId: 'H32', windowId });
    const events: FoldEvent[] = [
      ...named(
        [
          { type: 'hall.window.opened', time: OPENING, data: at('w1') },
          { type: 'hall.window.opened', time: OPENING + MIN, data: at('w1') },
          { type: 'hall.window.paused', time: OPENING + 60 * MIN, data: { ...at('w1'), reason: 'lunch' } },
          { type: 'hall.window.closed', time: OPENING + 90 * MIN, data: at('w1') },
        ],
        'w',
      ),
      ...visitStory('t1', {
        at: 0,
        wait: 10,
        walk: 1,
        service: 9,
        end: 'done',
        queue: 'household',
        windowId: 'w1',
        legs: 1,
      }),
    ];
    expect(
      foldSpans('H32', events).map((span) => [span.state, (span.from - OPENING) / MIN, (span.to - OPENING) / MIN]),
    ).toEqual([
      ['idle', 0, 10],
      ['called', 10, 11],
      ['serving', 11, 20],
      ['idle', 20, 60],
      ['paused', 60, 90],
    ]);
  });

  it('never overlap within a window', () => {
    fc.assert(
      fc.property(hallDayEvents, (events) => {
        const all = foldSpans('H32', events);
        for (const span of all) {
          expect(span.to).toBeGreaterThan(span.from);
          expect(
            all.filter(
              (other) =>
                other !== span && other.windowId === span.windowId && other.from < span.to && other.to > span.from,
            ),
          ).toEqual([]);
        }
      }),
    );
  });
});

describe('the load of a day', () => {
  it('is the same for any order and repetition of its events', () => {
    fc.assert(
      fc.property(
        hallDayEvents.chain((events) => fc.tuple(fc.constant(events), shuffled(events))),
        ([events, again]) => {
          expect(day(again)).toEqual(day(events));
        },
      ),
    );
  });

  it('counts every visitor exactly once', () => {
    fc.assert(
      fc.property(hallDayEvents, (events) => {
        const visits = visitsOf(events);
        const rows = day(events).load.filter((row) => row.kind === 'queue');
        const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
        expect(sum((row) => row.arrivals)).toBe(visits.length);
        expect(sum((row) => row.called)).toBe(
          visits.flatMap((visit) => visit.legs).filter((leg) => leg.calledAt !== null).length,
        );
        expect(sum((row) => row.waitHist.reduce((a, b) => a + b, 0))).toBe(sum((row) => row.called));
      }),
    );
  });

  it('counts who waits at the end of each quarter hour', () => {
    const visits = visitsOf(
      visitStory('t1', {
        at: 5,
        wait: 30,
        walk: 0,
        service: 1,
        end: 'done',
        queue: 'traffic',
        windowId: 'w1',
        legs: 1,
      }),
    );
    const waiting = loadOfDay(visits, [])
      .filter((row) => row.kind === 'queue' && row.waitingEnd > 0)
      .map((row) => (row.slot - OPENING) / LOAD_SLOT_MS);
    expect(waiting).toEqual([0, 1]);
  });

  it('goes on counting who is never called until the last word of the hall', () => {
    const reported = (type: 'opened' | 'closed', minute: number): FoldEvent[] =>
      named(
        [{ type: `hall.window.${type}`, time: OPENING + minute * MIN, data: { hallId: 'H32', windowId: 'w1' } }],
        type,
      );
    const events = [
      ...reported('opened', 0),
      ...reported('closed', 47),
      ...named(
        [
          {
            type: 'hall.ticket.issued',
            time: OPENING + 5 * MIN,
            data: { hallId: 'H32', ticketId: 't1', number: '1', queue: 'traffic', channel: 'walk-in' },
          },
        ],
        't',
      ),
    ];
    const waiting = day(events).load.filter((row) => row.waitingEnd > 0);
    expect(waiting.map((row) => (row.slot - OPENING) / LOAD_SLOT_MS)).toEqual([0, 1, 2]);
  });

  it('counts who was not there when called, also when they came later', () => {
    const at = (type: 'called' | 'no-show' | 'started' | 'finished', minute: number) => ({
      type: `hall.ticket.${type}`,
      time: OPENING + minute * MIN,
      data: { hallId: 'H32', ticketId: 't1', windowId: 'w1', result: 'done' },
    });
    const events = named(
      [
        {
          type: 'hall.ticket.issued',
          time: OPENING,
          data: { hallId: 'H32', ticketId: 't1', number: '1', queue: 'traffic', channel: 'walk-in' },
        },
        ...[at('called', 5), at('no-show', 7), at('called', 20), at('started', 21), at('finished', 25)],
      ] as Parameters<typeof named>[0],
      't',
    );
    const missed = day(events).load.filter((row) => row.noShows > 0);
    expect(missed.map((row) => [row.kind, (row.slot - OPENING) / LOAD_SLOT_MS, row.noShows])).toEqual([
      ['queue', 0, 1],
      ['window', 0, 1],
    ]);
  });

  it('knows the buckets of the wait histogram', () => {
    expect([0, 59.9, 60, 15 * 60 - 1, 15 * 60, 180 * 60].map(waitBucket)).toEqual([0, 0, 1, 4, 5, 12]);
  });
});

describe('the hall day', () => {
  it('follows the zone of the hall', () => {
    expect(hallDay(Date.parse('2026-03-04T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-03-05');
    expect(hallDay(Date.parse('2026-03-04T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2026-03-04');
    expect(hallDayStart('2026-03-04', 'Asia/Shanghai')).toBe(Date.parse('2026-03-03T16:00:00Z'));
  });

  it('is 23 or 25 hours long where clocks change', () => {
    const hours = (d: string, zone: string) => (hallDayEnd(d, zone) - hallDayStart(d, zone)) / 3_600_000;
    expect(hours('2026-03-29', 'Europe/Warsaw')).toBe(23);
    expect(hours('2026-10-25', 'Europe/Warsaw')).toBe(25);
    expect(hours('2026-03-04', 'Asia/Shanghai')).toBe(24);
  });

  it('contains the instants between its ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2028-01-01') }),
        fc.constantFrom('Asia/Shanghai', 'Europe/Warsaw', 'America/New_York', 'Asia/Kathmandu'),
        (time, zone) => {
          const of = hallDay(time, zone);
          expect(hallDayStart(of, zone)).toBeLessThanOrEqual(time);
          expect(hallDayEnd(of, zone)).toBeGreaterThan(time);
        },
      ),
    );
  });
});
