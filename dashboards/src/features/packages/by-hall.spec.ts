import type { PackageReport } from '@cockpit/contracts';
import fc from 'fast-check';
import { byHall } from './by-hall';

const place = fc.record({
  package: fc.constantFrom('newborn', 'marriage', 'unknown'),
  hall: fc.constantFrom('H1', 'H2', null),
  open: fc.nat(9),
  handled: fc.nat(9),
  onTime: fc.nat(9),
  incomplete: fc.nat(3),
});
const items = [
  { code: 'newborn', saved: { steps: 9, trips: 4 } },
  { code: 'marriage', saved: { steps: 7, trips: 2 } },
  { code: 'unknown', saved: null },
] as PackageReport['items'];

describe('packages by hall', () => {
  it('add up to the whole, and to what the packages save', () => {
    fc.assert(
      fc.property(fc.array(place), (places) => {
        const lines = byHall({ items, places }, '');
        expect(new Set(lines.map(({ hall }) => hall)).size).toBe(lines.length);
        for (const field of ['open', 'handled', 'onTime', 'incomplete'] as const)
          expect(lines.reduce((sum, line) => sum + line[field], 0)).toBe(
            places.reduce((sum, one) => sum + one[field], 0),
          );
        const saved = (code: string) => items.find((one) => one.code === code)?.saved?.steps ?? 0;
        expect(lines.reduce((sum, { steps }) => sum + steps, 0)).toBe(
          places.reduce((sum, one) => sum + saved(one.package) * one.handled, 0),
        );
        for (const { code } of items)
          expect(byHall({ items, places }, code).reduce((sum, { handled }) => sum + handled, 0)).toBe(
            places.filter((one) => one.package === code).reduce((sum, one) => sum + one.handled, 0),
          );
      }),
    );
  });
});
