import fc from 'fast-check';
import type { LineSigns } from './line-pace';
import { QuoteBlend } from './quote-blend';

const minutes = fc.integer({ min: 0, max: 120 });
const signs = fc.tuple(minutes, minutes, minutes, minutes, minutes) as unknown as fc.Arbitrary<LineSigns>;
const quote = fc.record({ rollout: minutes, signs, real: minutes });
const quotes = fc.array(quote, { maxLength: 60 });
interface Quote {
  rollout: number;
  signs: LineSigns;
  real: number;
}
const learned = (all: readonly Quote[]): QuoteBlend => {
  const blend = new QuoteBlend();
  for (const one of all) blend.add(one.rollout, one.signs, one.real);
  return blend;
};
const all = (value: number): LineSigns => Array.from({ length: 5 }, () => value) as unknown as LineSigns;
const many = (n: number, of: (rollout: number) => Omit<Quote, 'rollout'>): Quote[] =>
  Array.from({ length: n }, (_, i) => ({ rollout: 1 + (i % 40), ...of(1 + (i % 40)) }));

describe('a quoted wait', () => {
  it('is the roll-out’s own until something has been learned', () => {
    fc.assert(
      fc.property(quote, ({ rollout, signs: said }) => {
        if (rollout > 0) expect(new QuoteBlend().blend(rollout, said)).toBe(rollout);
      }),
    );
  });

  it('is nothing where a window stands ready', () => {
    fc.assert(
      fc.property(quotes, (past) => {
        expect(learned(past).blend(0, [0, 30, 30, 30, 30] as unknown as LineSigns)).toBe(0);
      }),
    );
  });

  it('stays that of a roll-out which is always right, whatever the line says', () => {
    const blend = learned(many(400, (rollout) => ({ signs: all((rollout * 7) % 31), real: rollout })));
    for (const rollout of [4, 20, 60]) expect(blend.blend(rollout, all(50))).toBeCloseTo(rollout, 0);
  });

  it('comes to follow the line where that foretells the waits and the roll-out does not', () => {
    const real = (rollout: number): number => (rollout * 7) % 31;
    const blend = learned(many(2000, (rollout) => ({ signs: all(real(rollout)), real: real(rollout) })));
    expect(blend.blend(2, all(25))).toBeGreaterThan(20);
    expect(blend.blend(40, all(4))).toBeLessThan(8);
  });

  it('learns that a roll-out is always a quarter too short or too long', () => {
    for (const by of [0.75, 1.25]) {
      const blend = learned(many(4000, (rollout) => ({ signs: all(0), real: by * rollout })));
      for (const rollout of [5, 25]) expect(blend.blend(rollout, all(0)) / rollout).toBeCloseTo(by, 1);
    }
  });

  it('is never less when the roll-out or the line says more', () => {
    fc.assert(
      fc.property(
        quotes,
        quote,
        fc.nat(5),
        fc.integer({ min: 1, max: 60 }),
        (past, { rollout, signs: said }, at, by) => {
          const blend = learned(past);
          const more = said.map((one, i) => (i === at ? one + by : one)) as unknown as LineSigns;
          const longer = at === 5 ? blend.blend(rollout + by, said) : blend.blend(rollout, more);
          expect(longer).toBeGreaterThanOrEqual(blend.blend(rollout, said) - 1e-9);
        },
      ),
    );
  });

  it('does not depend on the order in which the day was learned, and is kept whole', () => {
    fc.assert(
      fc.property(quotes, quote, (past, { rollout, signs: said }) => {
        const kept = new QuoteBlend();
        kept.load(JSON.parse(JSON.stringify(learned(past))) as ReturnType<QuoteBlend['toJSON']>);
        const wait = learned(past).blend(rollout, said);
        expect(learned([...past].reverse()).blend(rollout, said)).toBeCloseTo(wait, 6);
        // it is kept in thousandths
        expect(kept.blend(rollout, said)).toBeCloseTo(wait, 1);
      }),
    );
  });

  it('fades towards the roll-out as days go by, and takes over nothing that was learned of other signs', () => {
    const blend = learned(many(2000, (rollout) => ({ signs: all(0), real: 2 * rollout })));
    const before = blend.blend(10, all(0));
    blend.fade(0.001);
    const after = blend.blend(10, all(0));
    expect(before).toBeGreaterThan(after);
    expect(after).toBeGreaterThan(10);
    blend.load({ n: 50, xx: [1], xy: [1] });
    expect(blend.blend(10, all(0))).toBe(after);
  });
});
