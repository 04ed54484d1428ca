import fc from 'fast-check';
import type { FoldEvent } from './events';
import { everyType as everyTypeOf, tableRows } from './every-type.fixture';
import { exchanged, laterBy } from './testing';

const everyType = everyTypeOf({ minLength: 1, maxLength: 40 });

/** New names are unused and keep their order, because rows are sorted by name. */
const renamed = (leaf: unknown): unknown =>
  typeof leaf === 'string' && /^[wokq]\d$/.test(leaf) ? `${leaf}-renamed` : leaf;

/** Folding transformed events equals transforming the folded tables. */
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
