// Everything that is wrong before a test has run: one line a check, the findings below it.
import { pathToFileURL } from 'node:url';
import { setUp } from './setup.mjs';
import { quietly, tool } from './lib/project.mjs';
import { printSize } from './size.mjs';

/** the longest first */
export const CHECKS = [
  { name: 'rules and types of all sources', command: process.execPath, args: ['scripts/lint.mjs'] },
  {
    name: 'imports follow the pipeline, pages have their words',
    command: process.execPath,
    args: ['scripts/imports.mjs'],
  },
  { name: 'dead code', command: tool('knip'), args: ['--no-progress', '--no-config-hints'] },
  { name: 'format', command: tool('oxfmt'), args: ['--check'] },
];

/** Two at a time. @returns the number of passed and failed checks */
export async function check() {
  const left = CHECKS.values();
  const results = (await Promise.all([checkEach(left), checkEach(left)])).flat();
  printSize();
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

async function checkEach(checks) {
  const results = [];
  for (const one of checks) results.push(await passes(one));
  return results;
}

async function passes({ name, command, args }) {
  const began = Date.now();
  const findings = await quietly(command, args).then(
    () => undefined,
    (error) => error.output ?? error.message,
  );
  console.log(`${findings === undefined ? '✓' : '✗'} check: ${name}  ${((Date.now() - began) / 1000).toFixed(1)} s`);
  if (findings !== undefined) console.log(findings.trimEnd().replace(/^/gm, '    '));
  return findings === undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await setUp(undefined, 'all');
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
