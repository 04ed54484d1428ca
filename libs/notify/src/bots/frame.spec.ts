import fc from 'fast-check';
import { decodeFrame, encodeFrame } from './frame';
import { pauseAfter } from './line';

const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const frame = fc
  .record(
    {
      seq: uint64,
      log: uint64,
      service: fc.bigInt({ min: 0n, max: 2n ** 31n - 1n }),
      method: fc.constantFrom(0n, 1n),
      headers: fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' })),
      encoding: fc.string(),
      type: fc.string(),
      logNew: fc.string(),
      payload: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    },
    { requiredKeys: ['seq', 'log', 'service', 'method', 'headers', 'payload'] },
  )
  .map((one) => ({ ...one, headers: { ...one.headers } }));

describe('a frame of the long connection', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(frame, (one) => {
        expect(decodeFrame(encodeFrame(one))).toEqual(one);
      }),
    );
  });

  it('is written as protobuf writes it', () => {
    const ping = { seq: 0n, log: 0n, service: 300n, method: 0n, headers: { type: 'ping' }, payload: Buffer.alloc(0) };
    expect(encodeFrame(ping).toString('hex')).toBe('0800100018ac0220002a0c0a0474797065120470696e67');
  });

  it('that is none is refused, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          decodeFrame(Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

describe('the pause before the next connection', () => {
  it('grows to a minute, with chance in it', () => {
    expect([1, 2, 3, 7, 50].map((failures) => pauseAfter(failures, 1))).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
    expect(pauseAfter(1, 0)).toBe(500);
  });
});
