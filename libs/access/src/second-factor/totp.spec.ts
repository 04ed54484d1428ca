import { newTotpSecret, totpAddress, totpStep } from './totp';

/** The secret of RFC 6238, appendix B: "12345678901234567890". */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('the code of an authenticator', () => {
  // the last six of the eight digits of appendix B
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %d s is %s', (sec, code) => {
    expect(totpStep(SECRET, code, sec * 1000)).toBe(Math.floor(sec / 30));
  });

  it('is taken half a minute before and after, with the step it is of, and not later', () => {
    const at = (sec: number) => totpStep(SECRET, '287082', sec * 1000);
    expect([at(0), at(29), at(30), at(59), at(60), at(89)]).toEqual([1, 1, 1, 1, 1, 1]);
    expect(at(90)).toBeNull();
    expect(at(3600)).toBeNull();
  });

  it.each(['', '28708', '2870820', '287083', 'abcdef', '２８７０８２'])('is not %j', (code) => {
    expect(totpStep(SECRET, code, 59_000)).toBeNull();
  });

  it('comes from a secret of 160 bits that is another each time', () => {
    const secrets = Array.from({ length: 20 }, newTotpSecret);
    expect(secrets.every((secret) => /^[A-Z2-7]{32}$/.test(secret))).toBe(true);
    expect(new Set(secrets).size).toBe(20);
  });

  it('is told to an authenticator with product and account', () => {
    const address = new URL(totpAddress(SECRET, '王 明'));
    expect([address.protocol, decodeURIComponent(address.pathname)]).toEqual(['otpauth:', '/Hall Cockpit:王 明']);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      issuer: 'Hall Cockpit',
      secret: SECRET,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
