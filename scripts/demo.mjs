// Set-up, build, then everything on one machine until Ctrl-C.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './lib/project.mjs';

try {
  await build();
} catch (error) {
  console.error(`\nThe set-up failed: ${error.message}`);
  process.exit(1);
}
const main = join(root, 'dist/apps/embedded/src/main.js');
// by the channel the child notices our death, whatever ends us
const child = spawn(process.execPath, ['--enable-source-maps', main, ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// Ctrl-C reaches the child by the terminal too, and a second one means impatience: so we ask instead of handing signals on.
// We end when it has ended.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
onDeathOfNpm(stop);

function stop() {
  if (child.connected) child.send('stop');
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
