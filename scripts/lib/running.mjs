import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';
import { callerEnv } from './run.mjs';

/** What runs on the data directory already, as one sentence; undefined when nothing does. Asked before anything is built. */
export function runningSentence() {
  const dataDir = callerEnv().DATA_DIR || join(root, '.data');
  const pid = Number(read(join(dataDir, 'supervisor.pid')));
  if (!(pid > 1) || !read(`/proc/${pid}/cmdline`).includes(join('apps', 'embedded'))) return undefined;
  const { url, pid: served } = json(read(join(dataDir, 'run.json'))) ?? {};
  const other = `stop it with Ctrl-C where it was started (pid ${pid}), or set DATA_DIR and PORT to start another one`;
  return served === pid
    ? `The cockpit runs already at ${url}, with the data of ${dataDir}: ${other}.`
    : `The cockpit is just starting on ${dataDir}: wait for it, ${other}.`;
}

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
