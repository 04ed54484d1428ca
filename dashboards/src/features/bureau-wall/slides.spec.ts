import { skippedFor, slidesOf } from './slides';

const pages = [
  { name: 'bureau-wall', path: '/wall', roles: ['manager', 'screen'] },
  { name: 'wall', path: '/wall/:hall', roles: ['manager', 'screen'] },
  { name: 'ranking', path: '/ranking', roles: ['manager'] },
  { name: 'case', path: '/cases/:id', roles: ['manager'] },
] as const;
const known = { pages, halls: new Set(['H1']), caller: { role: 'manager' as const } };
const entry = (page: string, hall: string | null = null) => ({ page, hall, sec: 30 });

describe('a play list on a screen', () => {
  it.each([
    ['bureau-wall', null, null],
    ['wall', 'H1', null],
    ['wall', 'H9', 'hall'],
    ['wall', null, 'page'],
    ['ranking', 'H1', 'page'],
    ['gone', null, 'page'],
    ['case', null, 'page'],
  ] as const)('%s of %s is left out for %s', (page, hall, why) => {
    expect(skippedFor(entry(page, hall), known)).toBe(why);
  });

  it('of a paired screen shows walls alone', () => {
    const screen = { ...known, caller: { role: 'screen' as const } };
    expect(skippedFor(entry('ranking'), screen)).toBe('role');
    expect(slidesOf([entry('ranking'), entry('wall', 'H1'), entry('wall', 'H2')], screen)).toEqual([
      entry('wall', 'H1'),
    ]);
  });

  it('misses no hall before it is known which there are', () => {
    expect(skippedFor(entry('wall', 'H9'), { ...known, halls: null })).toBeNull();
  });
});
