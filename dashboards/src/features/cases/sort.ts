import { MATTER_ORDERS, type MatterOrder } from '@cockpit/contracts';
import type { CaseFilter } from './filter';

/** What a list is read by, and whether the other way round. */
export interface Sort {
  order: MatterOrder;
  reversed: boolean;
}

/** What is open is read by urgency, what is over by its day. */
export const usualSort = ({ state }: Pick<CaseFilter, 'state'>): Sort => ({
  order: state === 'closed' || state === 'all' || state === 'faulty' ? 'newest' : 'due',
  reversed: false,
});

const isSame = (a: Sort, b: Sort): boolean => a.order === b.order && a.reversed === b.reversed;

/** The order an address asks for; the usual one where it asks for none that there is. */
export function sortOf(query: Readonly<Record<string, unknown>>, filter: CaseFilter): Sort {
  const order = MATTER_ORDERS.find((known) => known === query['order']);
  return order === undefined ? usualSort(filter) : { order, reversed: query['reversed'] === 'true' };
}

/** The address of an order; nothing for the usual one, so that a list has one address. */
export const sortQuery = (sort: Sort, filter: CaseFilter): Record<string, string> =>
  isSame(sort, usualSort(filter)) ? {} : { order: sort.order, ...(sort.reversed ? { reversed: 'true' } : {}) };

/** A column's head was pressed: by it, and pressed again the other way round. */
export const sortedBy = (sort: Sort, order: MatterOrder): Sort => ({
  order,
  reversed: sort.order === order && !sort.reversed,
});

/** What a reader is told of a column; `newest` begins with the largest. */
export const ariaSort = (sort: Sort, order: MatterOrder): 'ascending' | 'descending' | undefined =>
  sort.order !== order ? undefined : (order === 'newest') !== sort.reversed ? 'descending' : 'ascending';
