// The command line: help and version at once, the service as it was built, everything else after set-up and build when needed, silent on stdout.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildServer } from './build.mjs';
import { helpFor } from './lib/help.mjs';
import { isBundle, root } from './lib/project.mjs';
import { callerEnv, inCallerDir, runUntilStopped } from './lib/run.mjs';
import { readVersion, versionText } from './lib/version.mjs';

const args = process.argv.slice(2);
const help = helpFor(args);
const dist = (path) => join(root, 'dist', path);

if (help !== undefined) process.stdout.write(help);
else if (args[0] === '--version') console.log(versionText(await readVersion()));
else if (args[0] === 'serve') serve();
else await command();

/** A service builds nothing: its user may not write where the program is installed. */
function serve() {
  const missing = ['apps/embedded/src/main.js', 'dashboards/index.html'].filter((path) => !existsSync(dist(path)));
  if (missing.length > 0)
    fail(`The cockpit is not built (${dist(missing[0])} is missing): run “npm ci” and “npm run build” in ${root}`);
  runUntilStopped(args);
}

async function command() {
  const main = dist('apps/cli/src/main.js');
  if (!isBundle() && mayWrite())
    await buildServer((line) => process.stderr.write(`${line}\n`)).catch((error) =>
      fail(`The set-up failed: ${error.message}`),
    );
  if (!existsSync(main))
    fail(`The cockpit is not built (${main} is missing): run “npm run build” in ${root} as its owner`);
  const child = spawn(process.execPath, ['--enable-source-maps', main, ...args], {
    ...inCallerDir(),
    env: callerEnv(),
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => signal === 'SIGINT' || child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}

function mayWrite() {
  try {
    accessSync(root, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function fail(why) {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}
