import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { grantOf, readGroupRules, type GroupRule } from './group-rules';

const RULES: readonly GroupRule[] = [
  { group: 'admins', role: 'administrator', halls: 'all' },
  { group: 'bureau', role: 'manager', halls: 'all' },
  { group: 'lead-h1', role: 'supervisor', halls: ['H1'] },
  { group: 'lead-h2', role: 'supervisor', halls: ['H2', 'H1'] },
  { group: 'unit-hz', role: 'unit', halls: 'all', units: ['hz'] },
  { group: 'unit-cr', role: 'unit', halls: 'all', units: ['cr'] },
];

describe('what groups grant', () => {
  it('is the role of a group with the halls of all that give it', () => {
    expect(grantOf(RULES, ['lead-h2', 'anything', 'lead-h1'])).toEqual({
      grant: { role: 'supervisor', halls: ['H1', 'H2'] },
    });
    expect(grantOf(RULES, ['unit-hz', 'unit-cr'])).toEqual({
      grant: { role: 'unit', halls: 'all', units: ['cr', 'hz'] },
    });
  });

  it('is nothing for groups that nobody has named, whatever they look like', () => {
    for (const groups of [[], ['Admins'], ['admins '], ['admin'], ['']])
      expect(grantOf(RULES, groups)).toEqual({ refused: 'no-role' });
  });

  it('is nothing for two roles at once, neither the smaller nor the larger', () => {
    expect(grantOf(RULES, ['lead-h1', 'admins'])).toEqual({ refused: 'two-roles' });
    expect(grantOf(RULES, ['bureau', 'admins'])).toEqual({ refused: 'two-roles' });
  });

  it('does not hang on the order of groups or rules, and never holds more than a rule gives', () => {
    const names = fc.subarray(RULES.map(({ group }) => group));
    fc.assert(
      fc.property(names, names, (some, order) => {
        const sorted = [...RULES].sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
        const granted = grantOf(RULES, some);
        expect(grantOf(sorted, [...some].reverse())).toEqual(granted);
        if ('refused' in granted) return;
        const mine = RULES.filter(({ group }) => some.includes(group));
        expect(mine.every(({ role }) => role === granted.grant.role)).toBe(true);
        if (granted.grant.halls === 'all') expect(mine.some(({ halls }) => halls === 'all')).toBe(true);
      }),
    );
  });
});

describe('the file of groups', () => {
  const folder = mkdtempSync(join(tmpdir(), 'groups-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const read = (content: string) => {
    const file = join(folder, 'groups.json');
    writeFileSync(file, content);
    return readGroupRules(file);
  };
  const rule = (more: object) => JSON.stringify({ groups: [{ group: 'a', role: 'manager' }, more] });

  it('gives rules', () => {
    expect(read(rule({ group: 'b', role: 'guide', halls: ['H1'] }))).toEqual([
      { group: 'a', role: 'manager', halls: 'all' },
      { group: 'b', role: 'guide', halls: ['H1'] },
    ]);
  });

  it.each([
    ['a group with two roles', rule({ group: 'a', role: 'guide', halls: ['H1'] }), /"a" has two roles/],
    ['a guide without halls', rule({ group: 'b', role: 'guide' }), /bound to halls/],
    ['units of a manager', rule({ group: 'b', role: 'manager', units: ['x'] }), /only the role unit/],
    ['a wall', rule({ group: 'b', role: 'screen', halls: ['H1'] }), /role/],
    ['an unknown field', rule({ group: 'b', role: 'manager', hall: 'H1' }), /hall/],
    ['no groups', '{"groups":[]}', /groups/],
    ['no JSON', '{', /JSON/],
  ])('is refused with %s', (_, content, told) => {
    expect(() => read(content)).toThrow(told);
  });

  it('is named when it is not there', () => {
    expect(() => readGroupRules(join(folder, 'none.json'))).toThrow(/OIDC_GROUPS_FILE: .*none\.json/);
  });
});
