import { message } from '@cockpit/contracts';
import { StoredFault, faultField } from './stored-fault';

it('answers what a row keeps, and nothing where it keeps none', () => {
  const fault = message('unsent.stale', { hours: 6 });
  expect(faultField(StoredFault.parse(JSON.parse(JSON.stringify(fault))))).toEqual({ fault });
  expect(faultField(StoredFault.parse(null))).toEqual({});
});

it.each([[{ words: 'of another version' }], ['refused'], [7]])('takes %j for none', (kept) => {
  expect(StoredFault.parse(kept)).toBeNull();
});
