// Runs jest over some files of one kind, and counts what came of it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './project.mjs';

const KINDS = ['spec', 'component', 'medium', 'browser', 'scenario'];

/**
 * Pure tests run where the day, the offset and the clock change differ from those of the halls: what reads the machine's zone instead of a
 * hall's fails there. Tests in a browser run in the zone of the halls, those on engines in UTC.
 */
const ZONES = {
  spec: 'America/St_Johns',
  component: 'America/St_Johns',
  medium: 'UTC',
  browser: 'Asia/Shanghai',
  scenario: 'Asia/Shanghai',
};

/** Tests on engines wait for them half of the time: three keep two cores busy. */
const WORKERS = { medium: 3 };

/** The kind of a test file, by its name; undefined for any other file. */
export const kindOf = (file) => KINDS.find((kind) => file.endsWith(`.${kind}.ts`));

/**
 * @param files paths from the root; all files of the kind when absent
 * @param limitMs a run that hangs fails, instead of holding up everything behind it
 * @returns how many tests passed, failed and were skipped, and seconds by file
 */
export async function runTests({ kind, of = '', workers = WORKERS[kind] ?? 2, files, limitMs = 45 * 60_000 }) {
  const name = `${kind} tests${of}, time zone ${ZONES[kind]}`;
  console.log(`• ${name} …`);
  const began = Date.now();
  const report = join(root, '.cache', `jest-${process.pid}-${kind}-${began}.json`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  const args = ['--selectProjects', kind, '--maxWorkers', String(workers), '--forceExit'];
  args.push('--json', '--outputFile', report, '--passWithNoTests');
  if (files !== undefined) args.push('--runTestsByPath', ...files);
  await run(args, ZONES[kind], limitMs);
  const result = outcome(report);
  const { passed, failed, skipped } = result;
  const took = ((Date.now() - began) / 1000).toFixed(0);
  console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped  ${took} s`);
  return result;
}

/** A file that could not even be loaded counts as one failed test; so does a run that left no result. */
function outcome(report) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, seconds: {} };
  const json = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report);
  const notLoaded = json.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + notLoaded.length,
    skipped: json.numPendingTests + json.numTodoTests,
    seconds: Object.fromEntries(
      json.testResults.map(({ name, startTime, endTime }) => [relative(root, name), (endTime - startTime) / 1000]),
    ),
  };
}

function run(args, zone, limitMs) {
  return new Promise((resolve) => {
    // jest's JSON goes to the file and to stdout; what people read goes to stderr
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js'), ...args],
      { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, TZ: zone, FORCE_COLOR: '0' } },
    );
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('error', resolve);
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
