import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { idIn, isGenuine, tokenOf } from './link';

const SECRET = randomBytes(32);
const id = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String);
const message = fc.record({ id, key: fc.string(), recipient: fc.string({ unit: 'binary' }) });

describe('a token of a link', () => {
  it('names its message, is genuine for it, and for no other', () => {
    fc.assert(
      fc.property(message, message, (one, other) => {
        const token = tokenOf(one, SECRET);
        expect(idIn(token)).toBe(one.id);
        expect(isGenuine(token, one, SECRET)).toBe(true);
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(isGenuine(token, other, SECRET)).toBe(isSame);
        expect(isGenuine(token, one, randomBytes(32))).toBe(false);
      }),
    );
  });

  it('is short enough for a text message, and needs no escapes in an address', () => {
    fc.assert(fc.property(message, (one) => /^[\w.-]{24,36}$/.test(tokenOf(one, SECRET))));
  });

  it('is none when it is anything else', () => {
    const short = 'a'.repeat(22);
    for (const text of [
      '',
      '.',
      `1.${short}x`,
      `.${short}`,
      `1.${short.slice(1)}`,
      `zzzzzzzzzzzzz.${short}`,
      `A.${short}`,
      `1.${short}\n`,
    ])
      expect(idIn(text)).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(idIn(text) === null || /^[0-9a-z]+\./.test(text)).toBe(true);
      }),
    );
  });
});
