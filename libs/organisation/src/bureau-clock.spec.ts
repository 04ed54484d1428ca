import type { HallDoc } from '@cockpit/contracts';
import { BureauClock } from './bureau-clock';
import { smallOrganisation } from './testing';

const WALL = Date.parse('2026-11-30T14:20:00+08:00');
const FED = Date.parse('2026-11-02T10:16:00+08:00');

const clockOf = (halls: HallDoc[], heard = true) =>
  new BureauClock(
    { document: () => Promise.resolve({ halls } as never) },
    { reached: ({ clock }) => Promise.resolve(clock === 'feed' && heard ? FED : null) },
    { now: () => WALL },
  ).read();
const [first] = smallOrganisation().halls;
if (first === undefined) throw new Error('there is no hall');
const hall = (code: string, over: Partial<HallDoc>): HallDoc => ({ ...first, code, ...over });
const played = hall('H1', { simulated: true, clock: 'feed' });

describe('the clock of the bureau', () => {
  it('follows the halls of a demonstration', async () => {
    const still = hall('H2', { simulated: true, clock: 'wall' });
    expect(await clockOf([played, still])).toEqual({ now: FED, timeZone: 'Asia/Shanghai', demonstration: true });
  });

  it.each([
    ['nothing was heard of them yet', [played], false],
    ['one hall is a real one, however its clock goes', [played, hall('H2', { simulated: false, clock: 'feed' })], true],
    ['none is simulated', [hall('H1', { simulated: false, clock: 'feed' })], true],
    ['there is none', [], true],
  ])('is the wall clock where %s', async (_, halls, heard) => {
    expect(await clockOf(halls, heard)).toEqual({ now: WALL, timeZone: 'Asia/Shanghai', demonstration: false });
  });
});
