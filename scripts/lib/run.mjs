import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { root } from './project.mjs';

/** npm changes to the project before it runs a script, and says where it was called from. */
const byNpm = process.env.npm_lifecycle_event !== undefined && process.cwd() === root;

/** Where the command was called from: what its paths are meant from. */
export const callerDir = () => (byNpm && process.env.INIT_CWD) || process.cwd();

/** For spawn: nothing to change to where the command was called itself, which its user need not be allowed to enter. */
export const inCallerDir = () => (callerDir() === process.cwd() ? {} : { cwd: callerDir() });

/** The environment of the program: a DATA_DIR is meant from where the command was called as well. */
export function callerEnv() {
  const { DATA_DIR } = process.env;
  return DATA_DIR ? { ...process.env, DATA_DIR: resolve(callerDir(), DATA_DIR) } : process.env;
}

/** Runs everything on one machine until it is told to stop, and ends as it does. */
export function runUntilStopped(args) {
  const { programOf } = createRequire(import.meta.url)(join(root, 'dist/apps/embedded/src/program-of.js'));
  // by the channel the child notices our death, whatever ends us
  const child = spawn(process.execPath, [...programOf('embedded'), ...args], {
    ...inCallerDir(),
    env: callerEnv(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const stop = () => {
    if (child.connected) child.send('stop');
  };
  // Ctrl-C reaches the child by the terminal too, and a second one means impatience: so we ask instead of handing signals on.
  // We end when it has ended.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
  onDeathOfNpm(stop);
}

/** `npm run` stands above us, with a shell between, and may be killed without a word to us. */
function onDeathOfNpm(act) {
  if (!process.env.npm_lifecycle_event) return;
  const above = [];
  for (let pid = process.ppid; pid > 1 && above.length < 3; pid = parentOf(pid)) {
    above.push(pid);
    if (/\bnpm\b/.test(read(`/proc/${pid}/cmdline`))) break;
  }
  const watch = setInterval(() => {
    if (above.every((pid) => existsSync(`/proc/${pid}`))) return;
    clearInterval(watch);
    act();
  }, 500);
  watch.unref();
}

function parentOf(pid) {
  return Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
