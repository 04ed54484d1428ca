import { AccountName } from '@cockpit/contracts';
import { accountName, grouped, typedCode } from './code';

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

describe('the name of a screen', () => {
  it('may be typed with spaces and brackets', () => {
    const names = ['大厅 北门（一号）', ' (B) east wall ', '政务_1@x.y'].map(accountName);
    expect(names).toEqual(['大厅-北门-一号', 'B-east-wall', '政务_1@x.y']);
    expect(names.filter((name) => !AccountName.safeParse(name).success)).toEqual([]);
  });
});
