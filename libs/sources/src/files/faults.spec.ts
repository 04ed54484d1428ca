import { cause, type FaultGroup } from '@cockpit/contracts';
import fc from 'fast-check';
import { addFaults, countFault, MOST_GROUPS, type Fault } from './faults';

const fault = fc.record<Fault>({
  reason: fc.constantFrom('mapping', 'invalid'),
  path: fc.constantFrom('time', 'data.number', 'data.queue'),
  column: fc.constantFrom(null, '票号', '业务'),
  cause: fc.constantFrom(null, cause('column-empty', 'time', { column: '票号' }), cause('missing', 'time')),
  message: fc.constantFrom('', 'said in English'),
});
const met = fc.array(fc.tuple(fault, fc.integer({ min: 1, max: 1000 })));
const grouped = (faults: readonly (readonly [Fault, number])[]): FaultGroup[] => {
  const groups: FaultGroup[] = [];
  for (const [one, row] of faults) countFault(groups, one, row);
  return addFaults([], groups);
};

describe('faults by field and reason', () => {
  it('are the same wherever a file is cut into parts, and none is lost', () => {
    fc.assert(
      fc.property(met, met, met, (a, b, c) => {
        const whole = grouped([...a, ...b, ...c]);
        expect(addFaults(addFaults(grouped(a), grouped(b)), grouped(c))).toEqual(whole);
        expect(addFaults(grouped(c), addFaults(grouped(b), grouped(a)))).toEqual(whole);
        expect(whole.reduce((sum, { count }) => sum + count, 0)).toBe(a.length + b.length + c.length);
      }),
    );
  });

  it('stand with the most frequent first, each with the row where it begins', () => {
    fc.assert(
      fc.property(met, (faults) => {
        const groups = grouped(faults);
        expect(groups.map(({ count }) => count)).toEqual(groups.map(({ count }) => count).sort((x, y) => y - x));
        expect(Math.min(...groups.map(({ firstRow }) => firstRow))).toBe(Math.min(...faults.map(([, row]) => row)));
      }),
    );
  });

  it('are told apart only up to a bound', () => {
    const groups: FaultGroup[] = [];
    for (let n = 0; n < 2 * MOST_GROUPS; n += 1)
      countFault(groups, { reason: 'mapping', path: '', column: null, cause: null, message: `kind ${String(n)}` }, n);
    expect(groups).toHaveLength(MOST_GROUPS);
  });
});
