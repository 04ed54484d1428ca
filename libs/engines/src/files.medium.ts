import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeWhole } from './files';

const hook = resolve(__dirname, '..', '..', '..', 'tests', 'support', 'typescript-hook.cjs');
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-files-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

it('writes what is new and touches nothing that says the same already', () => {
  const file = join(dir, 'engines.json');
  writeWhole(file, 'one');
  const first = statSync(file);
  writeWhole(file, 'one');
  expect(statSync(file).ino).toBe(first.ino);
  expect(first.mode & 0o777).toBe(0o600);
  writeWhole(file, 'another');
  expect(readFileSync(file, 'utf8')).toBe('another');
});

it('leaves the old one whole when there is no room for the new one', () => {
  const file = join(dir, 'engines.json');
  writeWhole(file, 'the password of the databases');
  const script = `require(${JSON.stringify(join(__dirname, 'files'))}).writeWhole(${JSON.stringify(file)}, 'x'.repeat(5000))`;
  const { status } = spawnSync('prlimit', ['--fsize=100', process.execPath, '-r', hook, '-e', script], {
    stdio: 'ignore',
    timeout: 20_000,
  });
  expect(status).not.toBe(0);
  expect(readFileSync(file, 'utf8')).toBe('the password of the databases');
  expect(readdirSync(dir)).toEqual(['engines.json']);
});
