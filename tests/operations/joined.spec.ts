import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LOADER = join(__dirname, '../../scripts/lib/joined.cjs');
const JOINED = `"use strict";
// dist/libs/live/src/first.js
const sum = (a, b) => a + b;
// node_modules/typeorm/index.js
const refuse = () => { throw new Error('refused'); };
// dist/libs/live/src/last.js
try { refuse(); } catch (error) { console.log(JSON.stringify({ sum: sum(1, 2), dir: __dirname, stack: error.stack })); }
`;

describe('a joined program', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'joined-'));
    copyFileSync(LOADER, join(folder, 'joined.cjs'));
    writeFileSync(join(folder, 'program.js'), JOINED);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs, and its stack traces name the modules that it was joined from', () => {
    const printed = execFileSync(process.execPath, [
      '--require',
      join(folder, 'joined.cjs'),
      join(folder, 'program.js'),
    ]).toString();
    const { sum, dir, stack } = JSON.parse(printed) as { sum: number; dir: string; stack: string };
    expect([sum, dir]).toEqual([3, folder]);
    expect(stack.split('\n').slice(0, 3)).toEqual([
      'Error: refused',
      '    at refuse (node_modules/typeorm/index, program.js:5:30)',
      expect.stringMatching(/^    at .*libs\/live\/src\/last, program\.js:7:7/),
    ]);
  });
});
