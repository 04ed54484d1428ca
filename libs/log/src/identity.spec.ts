import fc from 'fast-check';
import { identityOf } from './identity';

describe('the identity of an event', () => {
  it('stays what it was: events that are stored already are known by it', () => {
    expect(identityOf('queue', '/ticketing/1', 'e1')).toBe('901561c8bd49e31772c5bfd1db2659a2');
  });

  it('is one for each source and id, wherever the border between them lies', () => {
    const word = fc.string({ unit: fc.constantFrom('1', '2', '.', '窗'), maxLength: 3 });
    const triple = fc.tuple(word, word, word);
    fc.assert(
      fc.property(triple, triple, (one, other) => {
        const isSame = one.every((text, k) => text === other[k]);
        expect(identityOf(...one) === identityOf(...other)).toBe(isSame);
      }),
    );
    const [all, ...others] = [
      identityOf('1', '11', '1'),
      identityOf('11', '1', '1'),
      identityOf('1', '1', '11'),
      identityOf('', '11', '11'),
    ];
    expect(others).not.toContain(all);
    expect(new Set(others).size).toBe(3);
  });
});
