import { MATTER_ORDERS } from '@cockpit/contracts';
import { SHOWN_STATES } from './filter';
import { ariaSort, sortedBy, sortOf, sortQuery, usualSort, type Sort } from './sort';

const EVERY: Sort[] = MATTER_ORDERS.flatMap((order) => [false, true].map((reversed) => ({ order, reversed })));

describe('the order of the list of matters', () => {
  it('is by urgency for what is open, and by day for what is over', () => {
    expect(usualSort({ state: 'open' })).toEqual({ order: 'due', reversed: false });
    expect(usualSort({ state: 'red' })).toEqual({ order: 'due', reversed: false });
    expect(usualSort({ state: 'closed' })).toEqual({ order: 'newest', reversed: false });
  });

  it('is found again in its address, whatever else is there', () => {
    for (const state of SHOWN_STATES)
      for (const sort of EVERY) expect(sortOf(sortQuery(sort, { state }), { state })).toEqual(sort);
    expect(sortQuery(usualSort({ state: 'open' }), { state: 'open' })).toEqual({});
    for (const query of [{}, { order: 'luck' }, { order: ['due'] }, { reversed: 'true' }])
      expect(sortOf(query, { state: 'closed' })).toEqual({ order: 'newest', reversed: false });
  });

  it('turns round when its head is pressed again, and begins anew with another', () => {
    const due = usualSort({ state: 'open' });
    expect(sortedBy(due, 'due')).toEqual({ order: 'due', reversed: true });
    expect(sortedBy(sortedBy(due, 'due'), 'due')).toEqual(due);
    expect(sortedBy({ order: 'due', reversed: true }, 'unit')).toEqual({ order: 'unit', reversed: false });
  });

  it('says which way it goes of its own column only', () => {
    expect(EVERY.map((sort) => ariaSort(sort, 'newest')).slice(0, 3)).toEqual(['descending', 'ascending', undefined]);
    expect(EVERY.map((sort) => ariaSort(sort, 'due')).slice(1, 5)).toEqual([
      undefined,
      'ascending',
      'descending',
      undefined,
    ]);
  });
});
