import { PAGE_SAMPLES } from '../../../tests/support/page-samples';
import { PAGES } from './pages';

it('a picture is taken, and accessibility asked, of every page', () => {
  const seen = PAGE_SAMPLES.map(({ name }) => name);
  expect(PAGES.map(({ name }) => name).filter((name) => !seen.includes(name))).toEqual([]);
  expect(new Set(seen).size).toBe(seen.length);
});
