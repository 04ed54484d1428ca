// The dashboards with every change at once, on top of a cockpit that runs: COCKPIT_URL, else the one of DATA_DIR, else port 7070.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from './setup.mjs';
import { root, tool } from './lib/project.mjs';
import { callerEnv } from './lib/run.mjs';

await setUp();
const env = callerEnv();
const runFile = join(env.DATA_DIR ?? join(root, '.data'), 'run.json');
const url =
  env.COCKPIT_URL ?? (existsSync(runFile) ? JSON.parse(readFileSync(runFile, 'utf8')).url : 'http://127.0.0.1:7070');
const answers = await fetch(`${url}/health/live`).then(
  ({ ok }) => ok,
  () => false,
);
if (!answers) {
  console.error(`No cockpit answers at ${url}: start one in another terminal with “npm run demo”, or set COCKPIT_URL.`);
  process.exit(1);
}
console.log(`Sign in as on ${url}; its accounts are in sign-in.json of its data directory.`);
const child = spawn(tool('vite'), ['dashboards', '--config', 'dashboards/vite.config.mts', ...process.argv.slice(2)], {
  cwd: root,
  env: { ...env, COCKPIT_URL: url },
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGINT' || child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
