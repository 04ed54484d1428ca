import { grouped, typedCode } from './code';

describe('the six digits of a screen', () => {
  it('are shown in threes', () => {
    expect(grouped('482019')).toBe('482 019');
  });

  it('are read however they were typed', () => {
    expect(typedCode(' 482-019 ')).toBe('482019');
    expect(typedCode('48201')).toBeNull();
    expect(typedCode('4820199')).toBeNull();
  });
});
