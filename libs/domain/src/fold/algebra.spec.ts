import fc from 'fast-check';
import { EVENT_TYPES } from '@cockpit/contracts';
import { everyType as everyTypeOf, tableRows } from './every-type.fixture';
import { isNotice } from './events';
import { shuffled } from './testing';

const everyType = everyTypeOf({ minLength: 1, maxLength: 40 });

describe('events of every type', () => {
  it('give the same visits, spans, loads, bookings, terminals, points, consultations and matters in any order and repetition', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        everyType.chain((events) => fc.tuple(fc.constant(events), shuffled(events))),
        ([events, again]) => {
          for (const { type } of events) seen.add(type);
          expect(tableRows(again)).toEqual(tableRows(events));
        },
      ),
      { numRuns: 1000 },
    );
    expect([...seen].sort()).toEqual([...EVENT_TYPES].sort());
  });

  it('that are withdrawn leave no trace', () => {
    fc.assert(
      fc.property(everyType, (events) => {
        const withdrawn = new Set(events.filter(isNotice).map(({ data }) => data.ofId));
        const without = events.filter((event) => isNotice(event) || !withdrawn.has(event.id));
        const { days, ...rest } = tableRows(events);
        const expected = tableRows(without);
        expect(rest).toEqual({
          visits: expected.visits,
          bookings: expected.bookings,
          points: expected.points,
          consults: expected.consults,
          matters: expected.matters,
        });
        // a day without any remaining events is empty
        expect(days.filter((day) => expected.days.some((other) => other.day === day.day))).toEqual(expected.days);
      }),
      { numRuns: 300 },
    );
  });
});
