import { placeOfFault } from './place-of-fault';

it.each([
  ['hall.windows.0.queues.1', { tab: 'windows', row: 1, field: 'queues' }],
  ['hall.windows.3', { tab: 'windows', row: 4, field: null }],
  ['hall.queues', { tab: 'queues', row: null, field: null }],
  ['hall.closures.2', { tab: 'hours', row: 3, field: null }],
  ['hall.timeZone', { tab: 'basics', row: null, field: 'timeZone' }],
  ['hall.location.lat', { tab: 'basics', row: null, field: 'location' }],
  ['hall.floorPlan.zones.0', { tab: 'plan', row: 1, field: null }],
  ['hall.bookingSlots.1.slotMin', { tab: 'slots', row: 2, field: 'slotMin' }],
  ['hall.phoneLines.0.number', { tab: 'lines', row: 1, field: 'number' }],
  ['officers.4.skills.0.to', { tab: 'officers', row: 5, field: 'skills' }],
  ['ways.2.back', { tab: 'ways', row: 3, field: 'back' }],
  ['rosters.0', { tab: 'rosters', row: 1, field: null }],
  ['branches.0.code', { tab: 'queues', row: 1, field: 'code' }],
  ['bureau.name', { tab: 'basics', row: null, field: 'bureau' }],
  ['halls.3.twinOf', { tab: 'basics', row: null, field: 'halls' }],
])('the fault of %s', (path, place) => {
  expect(placeOfFault(path)).toEqual(place);
});
