import { spawnSync } from 'node:child_process';
import { cpuOfTrees, readStat } from './process-trees';

const stat = (parent: number, cpuSec: number) => ({ parent, cpuSec });

it('reads a process whose name holds spaces and parentheses, with its ended children', () => {
  const line = '42 (a (b) c) S 7 42 42 0 -1 4194304 1 2 3 4 150 50 30 20 20 0 1 0';
  expect(readStat(line)).toEqual({ parent: 7, cpuSec: 2.5 });
});

it('counts every descendant once, under its nearest named ancestor', () => {
  const all = new Map([
    [10, stat(1, 1)],
    [11, stat(10, 2)],
    [12, stat(11, 4)],
    [13, stat(10, 8)],
    [99, stat(1, 100)],
  ]);
  expect(cpuOfTrees({ poster: 10, postgres: 11, gone: 77 }, all)).toEqual({ poster: 9, postgres: 6, gone: 0 });
});

it('sees what a child of this process has used after it has ended', () => {
  const before = cpuOfTrees({ me: process.pid })['me'] ?? 0;
  spawnSync(process.execPath, [
    '-e',
    'const end = Date.now() + 5000; while (process.cpuUsage().user < 3e5 && Date.now() < end);',
  ]);
  expect((cpuOfTrees({ me: process.pid })['me'] ?? 0) - before).toBeGreaterThan(0.25);
});
