import { fork, spawn, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { holderOf, lockAfterCommands, lockDirectory } from './lock';

let dir: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-lock-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(dir, { recursive: true });
});
const file = (): string => join(dir, 'supervisor.pid');

/** A process that looks like one of ours and holds the directory. */
async function held(app: string): Promise<number> {
  const main = join(dir, 'apps', app, 'main.js');
  mkdirSync(join(dir, 'apps', app), { recursive: true });
  writeFileSync(main, 'setTimeout(() => undefined, 60_000)');
  const started = spawn(process.execPath, [main], { stdio: 'ignore' });
  child = started;
  await new Promise((done) => started.once('spawn', done));
  writeFileSync(file(), String(started.pid));
  return started.pid ?? 0;
}

it('is had by one at a time, and given back', () => {
  const release = lockDirectory(dir);
  expect(readFileSync(file(), 'utf8')).toBe(String(process.pid));
  expect(typeof release).toBe('function');
  if (typeof release === 'function') release();
  expect(existsSync(file())).toBe(false);
});

it.each([
  ['embedded', 'supervisor'],
  ['cli', 'command'],
])('names who has it: %s', async (app, program) => {
  const pid = await held(app);
  expect(lockDirectory(dir)).toEqual({ pid, program });
  expect(holderOf(dir)).toEqual({ pid, program });
});

it.each(['0', 'nonsense', '999999999'])('is taken over from one that died: %s', (left) => {
  writeFileSync(file(), left);
  expect(holderOf(dir)).toBeUndefined();
  expect(typeof lockDirectory(dir)).toBe('function');
});

it('is taken over from a number that another program has by now', async () => {
  await held('elsewhere');
  expect(typeof lockDirectory(dir)).toBe('function');
});

it('waits for a command to be done, and not for a supervisor', async () => {
  await held('cli');
  const told: string[] = [];
  const waiting = lockAfterCommands(dir, 20_000, ({ program }) => told.push(program));
  child?.kill('SIGKILL');
  expect(typeof (await waiting)).toBe('function');
  expect(told).toEqual(['command']);
  const pid = await held('embedded');
  expect(await lockAfterCommands(dir, 20_000, ({ program }) => told.push(program))).toEqual({
    pid,
    program: 'supervisor',
  });
  expect(told).toHaveLength(1);
});

it('goes to one of many that start in the same moment, also where somebody who died has left it', async () => {
  const main = join(dir, 'apps', 'embedded', 'main.js');
  mkdirSync(join(dir, 'apps', 'embedded'), { recursive: true });
  const hook = resolve('tests/support/typescript-hook.cjs');
  // many directories one after the other: those that lag behind come to a lock that has just been taken over
  const dirs = Array.from({ length: 300 }, (_, i) => join(dir, `data-${String(i)}`));
  for (const one of dirs) {
    mkdirSync(one);
    writeFileSync(join(one, 'supervisor.pid'), '999999999');
  }
  writeFileSync(
    main,
    `require(${JSON.stringify(hook)});
const { lockDirectory } = require(${JSON.stringify(resolve('libs/engines/src/lock.ts'))});
process.on('message', () => {
  process.send(${JSON.stringify(dirs)}.filter((one) => typeof lockDirectory(one) === 'function'));
});
process.send('ready');`,
  );
  const many = Array.from({ length: 6 }, () => fork(main));
  const heard = (one: ChildProcess): Promise<unknown> =>
    new Promise((hear, failed) => {
      one.once('message', hear);
      one.once('exit', (code) => {
        failed(new Error(`ended with ${String(code)}`));
      });
    });
  try {
    await Promise.all(many.map(heard));
    const had = many.map(heard) as Promise<string[]>[];
    for (const one of many) one.send('lock');
    expect((await Promise.all(had)).flat().sort()).toEqual([...dirs].sort());
    // nothing else is left there
    expect(dirs.flatMap((one) => readdirSync(one)).filter((name) => name !== 'supervisor.pid')).toEqual([]);
  } finally {
    for (const one of many) one.kill('SIGKILL');
  }
}, 60_000);

it('is taken over also where somebody died in the midst of taking it over', () => {
  writeFileSync(file(), '999999999');
  const { ino, mtimeNs } = statSync(file(), { bigint: true });
  writeFileSync(`${file()}.${String(ino)}-${String(mtimeNs)}`, '999999998');
  expect(typeof lockDirectory(dir)).toBe('function');
  expect(readFileSync(file(), 'utf8')).toBe(String(process.pid));
  expect(readdirSync(dir)).toEqual(['supervisor.pid']);
});
