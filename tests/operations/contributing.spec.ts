import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');

it('CONTRIBUTING’s command for one test runs one test file', () => {
  const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const command = /`npx jest (--selectProjects spec -- \S+)`/.exec(text)?.[1] ?? '';
  const args = command.split(' ');
  const listed = execFileSync(
    process.execPath,
    [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--listTests', ...args],
    { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const files = listed.split('\n').filter((line) => line.startsWith('/'));
  expect(files).toEqual([join(ROOT, args.at(-1) ?? '')]);
});
