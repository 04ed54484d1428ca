import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Prints one line when a piece of work begins to take time, and how long it took. */
export async function step(name, work, say = console.log) {
  const began = Date.now();
  const slow = setTimeout(() => say(`• ${name} …`), 400);
  try {
    const result = await work();
    const took = Date.now() - began;
    if (result !== 'nothing to do') say(`✓ ${name}  ${(took / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    say(`✗ ${name}`);
    throw error;
  } finally {
    clearTimeout(slow);
  }
}

const running = new Set();

/** Runs a program to its end, quietly; its output is shown when it fails. */
export function quietly(command, args, { onSpawn, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    child.on('spawn', () => onSpawn?.(child));
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.on('close', (code) => {
      running.delete(child);
      if (code === 0) resolve(said);
      else reject(new Failed(`${command} ${args.join(' ')}`, code, said));
    });
  });
}

/** Work that may be broken off: the programs that it runs end with it, and one sentence says that nothing is lost. */
export async function stoppable(work) {
  const stop = (signal) => {
    for (const child of running) child.kill('SIGTERM');
    console.error('\nStopped before everything was ready: the next start goes on from here.');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  try {
    return await work();
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stop);
  }
}

export class Failed extends Error {
  constructor(command, code, output) {
    super(`${command} ended with ${code}\n${output.trimEnd()}`);
    this.output = output;
  }
}

/** Program of an installed package, run by this Node. */
export const tool = (name) => join(root, 'node_modules', '.bin', name);

/** Paths relative to the project of every file under the folders, sorted. */
export function filesUnder(...folders) {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

export function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/** An unpacked bundle: everything is installed and compiled, and nothing may be fetched. */
export const isBundle = () => existsSync(join(root, '.bundle'));

export const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
