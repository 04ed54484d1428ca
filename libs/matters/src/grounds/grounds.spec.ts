import { OrganisationDoc } from '@cockpit/contracts';
import { Grounds, type GroundParts } from './grounds';

const hall = (code: string, windows: Record<string, string>) => ({
  code,
  name: code,
  tier: 'hall',
  timeZone: 'Asia/Shanghai',
  hours: [{ days: [1], from: '09:00', to: '17:00' }],
  queues: [{ code: 'a', name: 'A', branch: 'b' }],
  windows: Object.entries(windows).map(([id, number]) => ({ id, number, queues: ['a'] })),
});

describe('grounds', () => {
  it('know the number of a window by its hall, or where its name is the only one', () => {
    const organisation = OrganisationDoc.parse({
      format: 'organisation/1',
      bureau: { code: 'b', name: 'B' },
      halls: [hall('H1', { w1: '01', only: '07' }), hall('H2', { w1: '12' })],
    });
    const grounds = new Grounds({ organisation } as unknown as GroundParts);
    expect([
      grounds.windowNumber('H1', 'w1'),
      grounds.windowNumber('H2', 'w1'),
      grounds.windowNumber('H2', 'only'),
      grounds.windowNumber(null, 'w1'),
      grounds.windowNumber('H1', 'gone'),
    ]).toEqual(['01', '12', '07', null, null]);
  });
});
