import { promisify } from 'node:util';
import fc from 'fast-check';
import { isPublicAddress } from './addresses';
import { ForbiddenAddress, guardedLookup, refuseInside } from './guarded';

describe('an address', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1%eth0',
    'fc00::1',
    'fdff::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'nonsense',
    '',
  ])('%s is inside', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '203.119.175.1', '2606:4700::1111', '240e::1'])(
    '%s is outside',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it('of IPv4 is the same written as IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        if (!isPublicAddress(address)) expect(isPublicAddress(`::ffff:${address}`)).toBe(false);
      }),
    );
  });
});

describe('looking up', () => {
  const lookup = (...answers: string[][]) => {
    const guarded = guardedLookup((_host, _options, done) => {
      done(
        null,
        (answers.shift() ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    });
    return promisify<string, object, unknown>(guarded as never);
  };

  it('refuses a name that leads inside by any of its addresses', async () => {
    await expect(lookup(['1.1.1.1', '10.0.0.1'])('evil.example', { all: true })).rejects.toThrow(ForbiddenAddress);
    await expect(lookup(['fd00::1'])('evil.example', {})).rejects.toThrow(ForbiddenAddress);
    await expect(lookup([])('evil.example', {})).rejects.toThrow(ForbiddenAddress);
    expect(await lookup(['1.1.1.1'])('good.example', {})).toBe('1.1.1.1');
  });

  it('looks at each answer: one that changes its mind gains nothing', async () => {
    const asked = lookup(['1.1.1.1'], ['127.0.0.1']);
    await expect(asked('evil.example', {})).resolves.toBe('1.1.1.1');
    await expect(asked('evil.example', {})).rejects.toThrow(ForbiddenAddress);
  });

  it('is not needed for an address', () => {
    expect(() => {
      refuseInside('[::1]');
    }).toThrow(ForbiddenAddress);
    expect(() => {
      refuseInside('good.example');
    }).not.toThrow();
  });
});
