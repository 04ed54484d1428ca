import fc from 'fast-check';
import type { FoldEvent } from './events';
import { everyType as everyTypeOf, tableRows } from './every-type.fixture';
import { exchanged, laterBy } from './testing';

const everyType = everyTypeOf({ minLength: 1, maxLength: 40 });

/** No name becomes another that is there already, and their order stays: rows are told in it. */
const renamed = (leaf: unknown): unknown =>
  typeof leaf === 'string' && /^[wokq]\d$/.test(leaf) ? `${leaf}-renamed` : leaf;

/** The tables of what `by` makes of the events are what `by` makes of their tables. */
function carriesOver(by: (leaf: unknown) => unknown): void {
  fc.assert(
    fc.property(everyType, (events) => {
      expect(tableRows(exchanged<FoldEvent[]>(events, by))).toEqual(exchanged(tableRows(events), by));
    }),
    { numRuns: 60 },
  );
}

describe('events of every type', () => {
  it('give the same a week or a leap year later, on those days', () => {
    for (const days of [7, 366]) carriesOver(laterBy(days));
  });

  it('give the same under other names of windows, officers, terminals and consultations', () => {
    carriesOver(renamed);
  });
});
