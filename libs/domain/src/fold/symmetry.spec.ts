import fc from 'fast-check';
import type { FoldEvent } from './events';
import { everyType as everyTypeOf, tableRows } from './every-type.fixture';

const DAY_MS = 86_400_000;
const everyType = everyTypeOf({ minLength: 1, maxLength: 40 });

/** The same with every value that is no list and no record exchanged. */
function exchanged<T>(value: T, by: (leaf: unknown) => unknown): T {
  if (Array.isArray(value)) return value.map((one: unknown) => exchanged(one, by)) as T;
  if (typeof value !== 'object' || value === null) return by(value) as T;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, exchanged<unknown>(one, by)])) as T;
}

const laterBy =
  (days: number) =>
  (leaf: unknown): unknown => {
    if (typeof leaf === 'number' && leaf > 1e12) return leaf + days * DAY_MS;
    if (typeof leaf !== 'string' || !/^\d{4}-\d\d-\d\d(T|$)/.test(leaf)) return leaf;
    const moved = new Date(Date.parse(leaf) + days * DAY_MS).toISOString();
    return leaf.includes('T') ? moved : moved.slice(0, 10);
  };

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
  it('give the same a day, a week or a leap year later, on those days', () => {
    for (const days of [1, 7, 366, -28]) carriesOver(laterBy(days));
  });

  it('give the same under other names of windows, officers, terminals and consultations', () => {
    carriesOver(renamed);
  });
});
