import fc from 'fast-check';
import { candidatesFor, type InHand, type Offered, type Officer } from './candidates';

const officer = (id: string, branches: string[], over: Partial<Officer> = {}): Officer => ({
  id,
  branches,
  hall: 'H1',
  items: [],
  ...over,
});
const MATTER: Offered = { hall: 'H1', item: 'I1', branch: 'household', unit: 'u1', officerId: null };
const OFFICERS = [
  officer('busy', ['household']),
  officer('free', ['household', 'exit-entry']),
  officer('signs', ['traffic'], { items: ['I1'] }),
  officer('other-branch', ['traffic']),
  officer('other-hall', ['household'], { hall: 'H2' }),
];
const IN_HAND = new Map<string, InHand>([
  ['busy', { open: 9, units: ['u1'] }],
  ['signs', { open: 2, units: [] }],
  ['of-unit', { open: 0, units: ['u1'] }],
  ['of-other-unit', { open: 0, units: ['u2'] }],
]);

describe('whose a matter could be', () => {
  it('offers who is qualified in its hall first, whoever has least in hand before the others, then who works for its unit', () => {
    expect(candidatesFor(MATTER, OFFICERS, IN_HAND, 9)).toEqual(['free', 'signs', 'busy', 'of-unit']);
    expect(candidatesFor(MATTER, OFFICERS, IN_HAND, 2)).toEqual(['free', 'signs']);
  });

  it('offers only who works for its unit when it has no item, no hall, or one that nobody knows', () => {
    expect(candidatesFor({ ...MATTER, item: null, branch: null }, OFFICERS, IN_HAND, 9)).toEqual(['of-unit', 'busy']);
    expect(candidatesFor({ ...MATTER, hall: null }, OFFICERS, IN_HAND, 9)).toEqual(['of-unit', 'busy']);
    expect(candidatesFor({ ...MATTER, hall: null, unit: null }, OFFICERS, IN_HAND, 9)).toEqual([]);
  });

  it('offers nobody twice, never who has it, and the same whatever the order', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const branch = fc.constantFrom('x', 'y');
    const anOfficer = fc.record({
      id,
      hall: fc.constantFrom('H1', 'H2', null),
      branches: fc.uniqueArray(branch),
      items: fc.uniqueArray(fc.constantFrom('I1', 'I2')),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(anOfficer, { selector: (officer) => officer.id }),
        fc.uniqueArray(
          fc.tuple(id, fc.record({ open: fc.nat(3), units: fc.uniqueArray(fc.constantFrom('u1', 'u2')) })),
          {
            selector: ([id]) => id,
          },
        ),
        fc.option(id),
        fc.nat(4),
        (officers, inHand, officerId, most) => {
          const matter = { ...MATTER, branch: 'x', officerId };
          const offered = candidatesFor(matter, officers, new Map(inHand), most);
          expect(new Set(offered).size).toBe(offered.length);
          expect(offered).not.toContain(officerId);
          expect(offered.length).toBeLessThanOrEqual(most);
          expect(candidatesFor(matter, [...officers].reverse(), new Map([...inHand].reverse()), most)).toEqual(offered);
        },
      ),
    );
  });
});
