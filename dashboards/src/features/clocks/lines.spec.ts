import type { ClockRule } from '@cockpit/contracts';
import { changedLines, daysOf, emptyLine, inOrder, wrongLines } from './lines';

const line = (more: Partial<ClockRule>): ClockRule => ({ ...emptyLine(), resolution: 5, ...more });

describe('the table of default clocks on its page', () => {
  it('stands in the order of the kinds, the line of the kind itself first', () => {
    const lines = [line({ kind: 'bad-rating' }), line({ unit: 'u1' }), line({ kind: 'letter' }), line({})];
    expect(inOrder(lines).map(({ kind, unit }) => [kind, unit])).toEqual([
      ['order', null],
      ['order', 'u1'],
      ['letter', null],
      ['bad-rating', null],
    ]);
  });

  it('marks the lines that cannot be saved', () => {
    expect([...wrongLines([line({}), line({ unit: 'u', resolution: null }), line({ contact: 9 }), line({})])]).toEqual([
      1, 2, 3,
    ]);
    expect(wrongLines([line({}), line({ channel: 'phone' })]).size).toBe(0);
    expect([daysOf(''), daysOf(' 3 ')]).toEqual([null, 3]);
  });

  it('counts what was changed by line', () => {
    const before = [line({}), line({ kind: 'letter' }), line({ kind: 'finding' })];
    expect(changedLines(before, [...before].reverse())).toBe(0);
    expect(changedLines(before, [line({ resolution: 4 }), line({ kind: 'letter' }), line({ unit: 'u' })])).toBe(3);
  });
});
