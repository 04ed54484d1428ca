// Everything that is wrong before a test has run: one line a check, the findings below it.
import { pathToFileURL } from 'node:url';
import { setUp } from './setup.mjs';
import { quietly, tool } from './lib/project.mjs';

export const CHECKS = [
  {
    name: 'lint of components',
    command: tool('eslint'),
    args: ['dashboards/**/*.vue', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint/'],
  },
  { name: 'types of the dashboards', command: tool('vue-tsc'), args: ['--noEmit', '-p', 'dashboards'] },
  {
    name: 'imports follow the pipeline',
    command: process.execPath,
    args: ['scripts/imports.mjs'],
  },
  { name: 'words of the pages', command: process.execPath, args: ['scripts/words.mjs'] },
  {
    name: 'format',
    command: tool('prettier'),
    args: ['--check', '.', '--cache', '--cache-location', '.cache/prettier', '--log-level', 'warn'],
  },
  {
    name: 'lint of sources',
    command: tool('oxlint'),
    args: ['--deny-warnings', '--report-unused-disable-directives'],
  },
  { name: 'types of the server', command: process.execPath, args: ['node_modules/typescript-7/bin/tsc', '--noEmit'] },
  { name: 'dead code', command: tool('knip'), args: ['--no-progress', '--no-config-hints'] },
];

/** Two at a time, the longest first. @returns the number of passed and failed checks */
export async function check() {
  const left = CHECKS.values();
  const results = (await Promise.all([checkEach(left), checkEach(left)])).flat();
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
  await setUp();
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
