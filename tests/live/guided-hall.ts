import { OrganisationDoc } from '@cockpit/contracts';
import { ORGANISATION, sent } from './support';

/** The test halls with items of which some need no window, a terminal in H08, and a way from there to H09. */
export const GUIDED_ORGANISATION = OrganisationDoc.parse({
  ...ORGANISATION,
  categories: [{ code: 'cards', name: '证件', branch: 'household' }],
  items: [
    { code: 'card', name: '补领身份证', branch: 'household', category: 'cards', channels: ['window', 'self-service'] },
    { code: 'proof', name: '户籍证明', branch: 'household', category: 'cards', channels: ['window', 'mobile'] },
    { code: 'move', name: '户口迁移', branch: 'household', category: 'cards', channels: ['window'] },
  ],
  halls: ORGANISATION.halls.map((hall) =>
    hall.code === 'H08'
      ? { ...hall, terminals: [{ id: 'k1', name: '自助终端 1', items: ['card'] }], primarySource: 'tickets' }
      : hall,
  ),
  travelTimes: [{ from: 'H08', to: 'H09', minutes: 12 }],
});

export const ticket = (ticketId: string, minute: number, item: string) =>
  sent('hall.ticket.issued', minute, { ticketId, number: ticketId, queue: 'household', channel: 'walk-in', item });
