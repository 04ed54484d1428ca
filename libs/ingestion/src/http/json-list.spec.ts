import fc from 'fast-check';
import { elementsOf } from './json-list';

describe('a JSON list read by elements', () => {
  it('says what the parser says, whatever is in it and however it is spaced', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 1, '\t'), (list, indent) => {
        const parsed = [...elementsOf(` ${JSON.stringify(list, null, indent)}\n`)].map(
          (element) => JSON.parse(element) as unknown,
        );
        expect(parsed).toEqual(JSON.parse(JSON.stringify(list)));
      }),
    );
  });

  it.each(['', '{}', '[', '[1', '[1,]', '[,1]', '[1]]', '[1] 2', '["a]', '[1,,2]', 'x[1]'])('refuses %j', (text) => {
    expect(() => [...elementsOf(text)].map((element) => JSON.parse(element) as unknown)).toThrow(SyntaxError);
  });

  it('refuses or gives what the parser gives for damaged text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.nat(),
        fc.constantFrom('', '"', '[', ']', ',', '}', '\\'),
        (list, place, put) => {
          const whole = JSON.stringify(list);
          const at = place % whole.length;
          const text = whole.slice(0, at) + put + whole.slice(at + 1);
          const read = (work: () => unknown) => {
            try {
              return { value: work() };
            } catch {
              return 'refused';
            }
          };
          const expected = read(() => JSON.parse(text) as unknown);
          const wanted =
            expected !== 'refused' && typeof expected === 'object' && Array.isArray(expected.value)
              ? expected
              : 'refused';
          expect(read(() => [...elementsOf(text)].map((element) => JSON.parse(element) as unknown))).toEqual(wanted);
        },
      ),
    );
  });
});
