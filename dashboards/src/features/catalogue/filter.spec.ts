import type { Line } from './api';
import { choicesOf, filterOf, groupsOf, queryOf, shownOf } from './filter';

const line = (code: string, name: string, branch: string, category: string): Line =>
  ({ code, name, branch, branchName: `业务 ${branch}`, category, categoryName: `类 ${category}` }) as Line;
const lines = [line('HZ-1', '换领身份证', 'hz', 'a'), line('JG-1', '换证', 'jg', 'b'), line('HZ-2', '迁移', 'hz', 'c')];
const codes = (filter: object): string[] => shownOf(lines, filterOf({ ...filter })).map(({ code }) => code);

describe('the filter of the catalogue', () => {
  it('is the address and back, without what says nothing', () => {
    expect(queryOf(filterOf({ hall: 'H32', q: 'hz', branch: ['x'], other: '1' }))).toEqual({ hall: 'H32', q: 'hz' });
    expect(queryOf(filterOf({}))).toEqual({});
  });

  it('chooses by branch, category and words of name or code', () => {
    expect(codes({})).toEqual(['HZ-1', 'JG-1', 'HZ-2']);
    expect([codes({ branch: 'hz' }), codes({ category: 'b' }), codes({ q: ' 换 ' }), codes({ q: 'hz-2' })]).toEqual([
      ['HZ-1', 'HZ-2'],
      ['JG-1'],
      ['HZ-1', 'JG-1'],
      ['HZ-2'],
    ]);
  });

  it('offers the categories of the branch that is chosen, and groups in the order of the catalogue', () => {
    expect(choicesOf(lines, 'hz').categories.map(({ code }) => code)).toEqual(['a', 'c']);
    expect(choicesOf(lines, 'hz').branches).toHaveLength(2);
    expect(groupsOf(lines).map(({ branch, lines: own }) => [branch, own.length])).toEqual([
      ['hz', 2],
      ['jg', 1],
    ]);
  });
});
