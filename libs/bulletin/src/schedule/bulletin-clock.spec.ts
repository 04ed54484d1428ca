import { OrganisationDoc } from '@cockpit/contracts';
import { placeNow } from './bulletin-clock';

const hall = (code: string, clock: 'wall' | 'feed', parent?: string) => ({
  code,
  name: code,
  tier: 'hall' as const,
  clock,
  ...(parent === undefined ? {} : { parent }),
});
const organisation = OrganisationDoc.parse({
  format: 'organisation/1',
  bureau: { code: 'B', name: '局' },
  halls: [hall('D', 'wall'), hall('replayed', 'feed', 'D'), hall('unheard', 'feed', 'D'), hall('real', 'wall')],
});
const wallNow = Date.parse('2026-11-30T01:00:00Z');
const replayed = Date.parse('2026-11-24T04:00:00Z');
const clocks = {
  organisation,
  wallNow,
  hallNow: new Map([
    ['replayed', replayed],
    ['unheard', 0],
  ]),
};

describe('the time a bulletin goes by', () => {
  it('is that of the place it is about: another hall that replays last week does not hold it up', () => {
    expect(placeNow(clocks, 'real')).toBe(wallNow);
    expect(placeNow(clocks, 'unheard')).toBe(wallNow);
    expect([placeNow(clocks, 'replayed'), placeNow(clocks, 'D')]).toEqual([replayed, replayed]);
  });

  it('is that of the halls that live by their feeds for the bureau, and the wall clock where none has spoken', () => {
    expect(placeNow(clocks, null)).toBe(replayed);
    expect(placeNow({ ...clocks, hallNow: new Map() }, null)).toBe(wallNow);
  });
});
