import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

it('names files that are there', () => {
  const named = readFileSync(join(__dirname, 'longest-first.cjs'), 'utf8').match(/'[\w./-]+\.ts'/g) ?? [];
  expect(named.length).toBeGreaterThan(10);
  expect(named.map((file) => file.slice(1, -1)).filter((file) => !existsSync(resolve(file)))).toEqual([]);
});
