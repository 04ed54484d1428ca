import { codeAsMeant, newRecoveryCodes, recoveryHash } from './recovery-codes';

const KEY = Buffer.alloc(32, 7);

describe('recovery codes', () => {
  it('are ten, each another, in three groups of four', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    expect(codes.filter((code) => !/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/.test(code))).toEqual([]);
    expect(newRecoveryCodes()).not.toEqual(codes);
  });

  it('are the same however they are typed', () => {
    const [code = ''] = newRecoveryCodes();
    const typed = [code, code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('-', ''), ` ${code}\n`];
    const alike = code.replaceAll('0', 'o').replaceAll('1', 'l');
    expect(new Set([...typed, alike].map((one) => recoveryHash(one, 'u', KEY))).size).toBe(1);
    expect(codeAsMeant('１２３ 456')).toBe('123456');
  });

  it('are kept as something that differs by account and key, and does not say them', () => {
    const hashes = [
      recoveryHash('AAAA-BBBB-CCCC', 'u', KEY),
      recoveryHash('AAAA-BBBB-CCCC', 'v', KEY),
      recoveryHash('AAAA-BBBB-CCCC', 'u', Buffer.alloc(32, 8)),
      recoveryHash('AAAA-BBBB-CCCD', 'u', KEY),
    ];
    expect(new Set(hashes).size).toBe(4);
    expect(hashes.join(' ')).not.toContain('AAAA');
  });
});
