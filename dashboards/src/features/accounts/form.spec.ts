import type { UserRecord } from '@cockpit/contracts';
import { deviceOf } from './device';
import { changeOf, formOf, found, newUserOf } from './form';

const USER: UserRecord = {
  id: '1',
  name: 'wang',
  displayName: '王明',
  role: 'supervisor',
  halls: ['H32'],
  officerId: null,
  units: null,
  createdAt: '2026-03-01T00:00:00Z',
  disabledAt: null,
  mustChangePassword: false,
  secondFactorSince: null,
  signsInWith: 'password',
  version: 3,
};

describe('the fields of an account', () => {
  it('are the account as it is, with the version that was looked at', () => {
    expect(changeOf({ ...formOf(USER), role: 'guide', why: ' moved ' }, USER.version)).toEqual({
      wanted: { displayName: '王明', role: 'guide', halls: ['H32'], version: 3, why: 'moved' },
    });
  });

  it('name what is missing: a hall, a reason, a name', () => {
    expect(changeOf({ ...formOf(USER), halls: [] }, 3)).toEqual({ wrong: ['why', 'halls'] });
    expect(changeOf({ ...formOf(USER), halls: [], why: 'x' }, 3)).toEqual({ wrong: ['halls'] });
    expect(newUserOf({ ...formOf(null), role: 'manager' })).toEqual({ wrong: ['name'] });
  });

  it('keep units to approval units, and read them however they are separated', () => {
    const form = { ...formOf(null), name: 'li', units: '户政科， 交管科' };
    expect(newUserOf({ ...form, role: 'unit' })).toMatchObject({ wanted: { units: ['户政科', '交管科'] } });
    expect(newUserOf({ ...form, role: 'manager' })).toMatchObject({ wanted: { halls: 'all' } });
  });
});

it('people are found by every word of what is looked for', () => {
  const textOf = ({ name, displayName, halls }: UserRecord) => `${name} ${displayName} ${String(halls)}`;
  expect(found([USER], ' WANG h32', textOf)).toEqual([USER]);
  expect(found([USER], '王 H12', textOf)).toEqual([]);
  expect(found([USER], '', textOf)).toEqual([USER]);
});

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0',
    'Edge · Windows',
  ],
  ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36', 'Chrome · Android'],
  ['curl/8.5', 'curl/8.5'],
  [null, null],
])('a device of %j is %j', (userAgent, name) => {
  expect(deviceOf(userAgent)).toBe(name);
});
