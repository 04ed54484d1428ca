import type { HallDayWish, HallDoc, SpecialDayDoc } from '@cockpit/contracts';
import fc from 'fast-check';
import { daysBack, writeDays } from './write-days';

type Said = Pick<HallDoc, 'closures' | 'specialDays'>;
const day = fc.integer({ min: 1, max: 30 }).map((n) => `2026-10-${String(n).padStart(2, '0')}`);
type Hours = SpecialDayDoc['hours'];
const hours = fc.constantFrom<Hours>([], [{ from: '09:00', to: '12:00' }]);
const special = fc.record({ day, hours, reason: fc.constantFrom<string>('a', 'b') });
const hall = fc
  .record({
    closures: fc.uniqueArray(day, { maxLength: 5 }),
    specialDays: fc.uniqueArray(special, { maxLength: 5, selector: (one) => one.day }),
  })
  .map(({ closures, specialDays }) => ({
    closures: closures.filter((one) => !specialDays.some((other) => other.day === one)).sort(),
    specialDays: [...specialDays].sort((a, b) => (a.day < b.day ? -1 : 1)),
  }));
const wishes: fc.Arbitrary<HallDayWish[]> = fc.uniqueArray(
  fc.record({ day, hours: fc.option(hours), reason: fc.constant('c') }),
  { maxLength: 6, selector: (one) => one.day },
);

describe('writing the days of a hall', () => {
  it('says each day once, as it was wished, and leaves the others', () => {
    fc.assert(
      fc.property(hall, wishes, (before, wished) => {
        const written: Said = writeDays<Said>(before, wished);
        const { closures, specialDays = [] } = written;
        const named = [...closures, ...specialDays.map((one) => one.day)];
        expect(new Set(named).size).toBe(named.length);
        for (const { day: on, hours: open } of wished)
          expect(specialDays.find((one) => one.day === on)?.hours ?? null).toEqual(open);
        const others = (all: { day: string }[]) => all.filter((one) => !wished.some((wish) => wish.day === one.day));
        expect(others(specialDays)).toEqual(others(before.specialDays));
      }),
    );
  });

  it('is taken back for days to come, while what is over stays as it was told', () => {
    fc.assert(
      fc.property(hall, wishes, day, (before, wished, today) => {
        const later = wished.filter((wish) => wish.day >= today);
        const bare = before.specialDays.length === 0 ? { closures: before.closures } : before;
        expect(daysBack(writeDays(before, later), before, today)).toEqual(bare);
        const after = writeDays(before, wished);
        const over = ({ closures, specialDays = [] }: Said) => [
          closures.filter((one) => one < today),
          specialDays.filter((one) => one.day < today),
        ];
        expect(over(daysBack(after, before, today))).toEqual(over(after));
      }),
    );
  });
});
