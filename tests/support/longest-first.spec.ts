import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

it('names files that are there', () => {
  const { LONG } = jest.requireActual<{ LONG: string[] }>('./longest-first.cjs');
  expect(LONG.length).toBeGreaterThan(10);
  expect(LONG.filter((file) => !existsSync(resolve(file)))).toEqual([]);
});
