import { AccountName } from '@cockpit/contracts';
import { accountNamesOf, claimOf, displayNameOf, groupsOf, officerOf } from './claims';

describe('what a provider says of somebody', () => {
  it('is read by name, inwards by dots, and never from what every object has', () => {
    const claims = { groups: ['a', 7, 'b'], realm_access: { roles: 'one' }, 'https://x/groups': ['c'] };
    expect(groupsOf(claims, 'groups')).toEqual(['a', 'b']);
    expect(groupsOf(claims, 'realm_access.roles')).toEqual(['one']);
    expect(groupsOf(claims, 'https://x/groups')).toEqual(['c']);
    expect(groupsOf(claims, 'roles')).toBeUndefined();
    expect(groupsOf({ groups: [] }, 'groups')).toEqual([]);
    expect(claimOf(claims, 'realm_access.constructor.name')).toBeUndefined();
    expect(officerOf({ officer: 'o7' }, 'officer')).toBe('o7');
    expect([officerOf({ officer: 7 }, 'officer'), officerOf({ officer: 'o7' }, undefined)]).toEqual([null, null]);
  });

  it('is a name that people know, but no number of a person and no line break', () => {
    const claims = { iss: 'https://id.example', sub: '1', name: '王\n明', preferred_username: 'wang' };
    expect(displayNameOf(claims)).toBe('王 明');
    expect(accountNamesOf(claims)[0]).toBe('wang');
    const numbered = { ...claims, name: '13812345678', preferred_username: '13812345678' };
    expect(displayNameOf(numbered)).toMatch(/^sso-[0-9a-f]{12}$/);
    expect(accountNamesOf(numbered)).toEqual([displayNameOf(numbered)]);
  });

  it('always gives a name that accounts may have, another one for another issuer or subject', () => {
    const last = (claims: object) => accountNamesOf({ ...claims }).at(-1) ?? '';
    const names = [
      last({ iss: 'https://a.example', sub: '1' }),
      last({ iss: 'https://a.example', sub: '2' }),
      last({ iss: 'https://b.example', sub: '1' }),
    ];
    expect(new Set(names).size).toBe(3);
    expect(names.filter((name) => !AccountName.safeParse(name).success)).toEqual([]);
    expect(accountNamesOf({ iss: 'x', sub: 'y', preferred_username: 'a b\u0000' })).toHaveLength(1);
  });
});
