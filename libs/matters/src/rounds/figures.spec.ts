import type { RoundFigures } from '@cockpit/contracts';
import fc from 'fast-check';
import { figuresOf } from './figures';

const nameOf = (hall: string): string => `大厅 ${hall}`;
const round = {
  id: 'r',
  halls: ['H1', 'H2'],
  lines: [
    { id: 'a', area: '窗口', question: 'a' },
    { id: 'b', area: '窗口', question: 'b' },
    { id: 'c', area: '等候区', question: 'c' },
  ],
};
const none = { findings: 0, rectified: 0, on_time: 0, verified: 0, struck_off: 0, late: 0 };
const FIELDS: (keyof RoundFigures)[] = [
  ...(['lines', 'checked', 'findings', 'rectified', 'onTime', 'verified', 'struckOff', 'overdue'] as const),
];

describe('figures of a round', () => {
  it('has every hall and every area of the round in its order, also those where nothing was found', () => {
    const told = figuresOf(round, [{ round: 'r', hall: 'H2', line: 'c' }], [], nameOf);
    expect(told.total).toMatchObject({ lines: 6, checked: 1, findings: 0 });
    expect(told.halls.map(({ hall, name, lines, checked }) => [hall, name, lines, checked])).toEqual([
      ['H1', '大厅 H1', 3, 0],
      ['H2', '大厅 H2', 3, 1],
    ]);
    expect(told.areas.map(({ area, lines }) => [area, lines])).toEqual([
      ['窗口', 4],
      ['等候区', 2],
    ]);
    expect(told.cells).toHaveLength(4);
  });

  it('leaves out no finding, whatever hall or line it names', () => {
    const told = figuresOf(
      round,
      [],
      [
        { ...none, hall: null, line: null, findings: 1 },
        { ...none, hall: 'H9', line: 'gone', findings: 2, rectified: 1, on_time: 1, struck_off: 1, late: 1 },
      ],
      nameOf,
    );
    expect(told.total).toMatchObject({ lines: 6, findings: 3, rectified: 1, onTime: 1, struckOff: 1, overdue: 1 });
    expect(told.halls.slice(2).map(({ hall, findings }) => [hall, findings])).toEqual([
      [null, 1],
      ['H9', 2],
    ]);
    expect(told.areas.at(-1)).toMatchObject({ area: null, findings: 3 });
  });

  it('sums by hall, by area and by both to the whole', () => {
    const hall = fc.constantFrom('H1', 'H2', 'H9');
    const line = fc.constantFrom('a', 'b', 'c', 'gone');
    const n = fc.nat(9);
    const found = fc.array(
      fc.record({
        hall: fc.option(hall),
        line: fc.option(line),
        findings: n,
        rectified: n,
        on_time: n,
        verified: n,
        struck_off: n,
        late: n,
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ round: fc.constant('r'), hall, line })), found, (checked, findings) => {
        const { total, halls, areas, cells } = figuresOf(round, checked, findings, nameOf);
        expect([total.checked, total.findings]).toEqual([
          ...[checked.length, findings.reduce((sum, one) => sum + one.findings, 0)],
        ]);
        for (const parts of [halls, areas, cells])
          for (const field of FIELDS) expect(parts.reduce((sum, part) => sum + part[field], 0)).toBe(total[field]);
      }),
    );
  });
});
