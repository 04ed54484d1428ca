import { actionOf } from './shortcuts';

const press = (key: string, over = {}) => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  repeat: false,
  ...over,
});

describe('keys of the desk', () => {
  it('accepts with A, declines with D and does it differently with E, in either case', () => {
    expect([press('a'), press('A'), press('d'), press('e'), press('x')].map(actionOf)).toEqual([
      'accept',
      'accept',
      'decline',
      'instead',
      null,
    ]);
  });

  it('leaves select-all, bookmarks and a key held down alone', () => {
    expect(actionOf(press('a', { ctrlKey: true }))).toBeNull();
    expect(actionOf(press('d', { metaKey: true }))).toBeNull();
    expect(actionOf(press('a', { repeat: true }))).toBeNull();
  });
});
