import fc from 'fast-check';
import { firstRead } from './skill-gaps';

const days = fc.array(
  fc.nat(20).map((n) => `2026-03-${String(n + 1).padStart(2, '0')}`),
  { maxLength: 60 },
);

describe('the days that are read of a long period', () => {
  it('are whole days, the latest, as many as fit and one at least', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 30 }), (known, most) => {
        const since = firstRead(known, most);
        if (known.length === 0) {
          expect(since).toBeUndefined();
          return;
        }
        const read = known.filter((day) => since !== undefined && day >= since);
        const latest = [...known].sort().at(-1);
        expect(read.length <= most || read.every((day) => day === latest)).toBe(true);
        // one day more would not have fitted
        const next = [...new Set(known)]
          .sort()
          .filter((day) => since !== undefined && day < since)
          .at(-1);
        if (next !== undefined) expect(known.filter((day) => day >= next).length).toBeGreaterThan(most);
      }),
    );
  });
});
