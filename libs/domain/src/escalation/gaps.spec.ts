import fc from 'fast-check';
import { gapsOf } from './gaps';
import { inCharge, onDutyAt, type RosterShift } from './roster';

const times = fc.integer({ min: 0, max: 60 });
const shifts: fc.Arbitrary<RosterShift[]> = fc.array(
  fc.record({
    person: fc.constantFrom('甲', '乙'),
    level: fc.constantFrom('supervisor' as const, 'director' as const),
    halls: fc.constantFrom(null, ['H01'], ['H02']),
    unit: fc.constant(null),
    from: times,
    to: times,
  }),
  { maxLength: 8 },
);
const spans = fc.array(fc.record({ from: times, to: times }), { maxLength: 3 });
const place = { hall: 'H01' };

describe('gaps of a roster', () => {
  it('are the moments at which somebody should be on duty and nobody is, and no others', () => {
    fc.assert(
      fc.property(shifts, spans, (roster, needed) => {
        const gaps = gapsOf(roster, { level: 'director', place, needed });
        const responsible = inCharge(roster, 'director', place);
        const isIn = (all: typeof gaps, at: number): boolean => all.some(({ from, to }) => from <= at && at < to);
        const moments = Array.from({ length: 125 }, (_, k) => k / 2 - 1);
        expect(moments.filter((at) => isIn(gaps, at))).toEqual(
          moments.filter((at) => isIn(needed, at) && onDutyAt(responsible, at).length === 0),
        );
        gaps.slice(1).forEach((gap, k) => {
          expect(gap.from).toBeGreaterThan(gaps[k]?.to ?? Infinity);
        });
      }),
    );
  });
});
