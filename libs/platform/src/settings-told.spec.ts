import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

it('every variable the processes read stands in the table for operators', () => {
  const read = (path: string): string => readFileSync(resolve(__dirname, '../../..', path), 'utf8');
  const [, schema = ''] =
    /const Environment = z\.object\(\{([\s\S]*?)\n\}\);/.exec(read('libs/platform/src/settings.ts')) ?? [];
  const names = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(15);
  const told = read('docs/operations.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .join('\n');
  expect(names.filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
});
