import { PAGE_SAMPLES, PARTICULARS } from '../../../tests/support/page-samples';

describe('the sample addresses of pages, at which pictures are taken and accessibility is asked', () => {
  it('have every part filled in: what follows “:” besides the hall is said for the page alone', () => {
    expect(PAGE_SAMPLES.filter(({ path }) => typeof path === 'string' && path.includes(':'))).toEqual([]);
    expect(new Set(PAGE_SAMPLES.map(({ name }) => name)).size).toBe(PAGE_SAMPLES.length);
  });

  it('have nothing said for a page that is gone', () => {
    const names = PAGE_SAMPLES.map(({ name }) => name);
    expect(Object.keys(PARTICULARS).filter((name) => !names.includes(name))).toEqual([]);
  });
});
