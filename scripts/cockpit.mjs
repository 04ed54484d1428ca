// The command line: set-up and build when needed, silent on stdout, then the program itself.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildServer } from './build.mjs';
import { root } from './lib/project.mjs';

try {
  await buildServer((line) => process.stderr.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`The set-up failed: ${error.message}\n`);
  process.exit(1);
}
const main = join(root, 'dist/apps/cli/src/main.js');
const child = spawn(process.execPath, ['--enable-source-maps', main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => signal === 'SIGINT' || child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
