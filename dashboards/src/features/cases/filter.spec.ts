import fc from 'fast-check';
import { MATTER_STATES, SUMMARY_BY } from '@cockpit/contracts';
import { filterOf, paramsOf, queryOf, toggled, without, type CaseFilter } from './filter';

const text = fc.string({ maxLength: 20 });
const filters: fc.Arbitrary<CaseFilter> = fc.record(
  {
    state: fc.constantFrom(...MATTER_STATES),
    unit: text,
    officer: text,
    stage: text,
    item: text,
    hall: text,
    package: text,
    kind: fc.constantFrom('case', 'order'),
    from: fc.constant('2026-11-01'),
    to: fc.constant('2026-11-20'),
  },
  { requiredKeys: ['state'] },
);

describe('what the list shows', () => {
  it('comes back from the address it is written into', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(filterOf(queryOf(filter))).toEqual(filter);
      }),
    );
  });

  it('asks the server for exactly what it says', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(Object.fromEntries(paramsOf(filter))).toEqual({ ...filter });
      }),
    );
  });

  it('leaves out what an address says wrongly', () => {
    expect(
      filterOf({
        state: 'nonsense',
        kind: 'cake',
        from: 'yesterday',
        unit: ['审批科', 'x'],
        officer: null,
        cursor: 'c',
      }),
    ).toEqual({ state: 'open', unit: '审批科', officer: '' });
  });

  it('chooses and gives up, also what has none', () => {
    const open: CaseFilter = { state: 'open' };
    for (const by of SUMMARY_BY) {
      expect(toggled(open, by, null)).toEqual({ state: 'open', [by]: '' });
      expect(toggled(toggled(open, by, 'a'), by, 'a')).toEqual(open);
      expect(without({ ...open, [by]: 'a' }, by)).toEqual(open);
    }
  });
});
