// Two starts at once: one does the work, the other waits and finds it done.
import { appendFileSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './project.mjs';

const POLL_MS = 300;

/**
 * Runs the work while no other process of this project runs work of the same name. It is handed a function that takes note of a
 * program it has started: where that outlives a killed start, the next one waits for it.
 */
export async function byOneOnly(name, say = console.log, work) {
  const file = join(root, '.cache', `${name}.pid`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  for (let told = false; !take(file);) {
    const holder = holdersOf(file).find(isRunning);
    if (holder === undefined) rmSync(file, { force: true });
    else {
      if (!told) say(`• waits for the ${name} of process ${holder} …`);
      told = true;
      await sleep(POLL_MS);
    }
  }
  const free = () => rmSync(file, { force: true });
  process.on('exit', free);
  try {
    return await work(({ pid }) => appendFileSync(file, ` ${pid}`));
  } finally {
    process.off('exit', free);
    free();
  }
}

/** In one step: nobody sees the file without a number in it. */
function take(file) {
  const own = `${file}-${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function holdersOf(file) {
  return (read(file) ?? '').split(' ').map(Number);
}

/** A program of Node under that number; after a restart of the machine it may be any other. */
function isRunning(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return /node|npm/.test(read(`/proc/${pid}/cmdline`) ?? 'node');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
