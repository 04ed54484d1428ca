// Everything a change is held to, fast things first; ends with the line `N passed, N failed`.
// With --scenarios those that take minutes each instead: before a release, each night, and after a change of what they are about.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import { check } from './check.mjs';
import { root, tool } from './lib/project.mjs';

/** the whole demonstration, which mostly waits for its hall */
const DEMONSTRATION = 'tests/main-job\\.browser';
/** what is held to a time has the machine to itself */
const HELD_TO_A_TIME = 'tests/dashboard/jam\\.browser';
/** as long together as the other pages take longer than the demonstration */
const AFTER_THE_DEMONSTRATION = 'tests/(access|connect|live|matters)/.*\\.browser';

/**
 * One line after the other; the lanes of a line run beside each other, and the rounds of a lane one after the other. Tests on engines need both
 * cores of the smallest machine: with three at once and the demonstration beside them they ran into their limits.
 * Pure tests run where the day, the offset and the clock change differ from those of the halls: what reads the machine's zone instead of a hall's
 * fails there, and passes by chance in the halls' own. In that zone run the tests in a browser, in UTC those on engines.
 */
const ROUNDS = [
  [[{ project: 'spec', workers: '2', zone: 'America/St_Johns' }]],
  [[{ project: 'component', workers: '2', zone: 'America/St_Johns' }]],
  [[{ project: 'medium', workers: '2', zone: 'UTC' }]],
  [
    [inBrowser(' of the demonstration', DEMONSTRATION), inBrowser(' after it', AFTER_THE_DEMONSTRATION)],
    [inBrowser(' of all other pages', undefined, [DEMONSTRATION, AFTER_THE_DEMONSTRATION, HELD_TO_A_TIME])],
  ],
  [[inBrowser(' held to a time', HELD_TO_A_TIME)]],
];
/** a demonstration, and what is held to a time */
const BY_THEMSELVES = 'tests/dashboard/(every-page|unattended)';
const SCENARIOS = [
  [[{ project: 'scenario', workers: '2', zone: 'Asia/Shanghai', without: [BY_THEMSELVES] }]],
  [[{ project: 'scenario', workers: '1', zone: 'Asia/Shanghai', of: ' by themselves', only: BY_THEMSELVES }]],
];
const scenariosOnly = process.argv.includes('--scenarios');
/** a round that hangs fails, instead of holding up everything behind it */
const LONGEST_ROUND_MS = (scenariosOnly ? 120 : 45) * 60_000;
/** more broken files than this are no accident of a busy machine */
const MOST_ALONE = 8;
const unsteady = [];
let runs = 0;
const ci = process.env.CI === 'true';
const total = { passed: 0, failed: 0, skipped: 0 };
const count = ({ passed, failed, skipped = 0 }) => {
  total.passed += passed;
  total.failed += failed + (ci ? skipped : 0);
  total.skipped += ci ? 0 : skipped;
};

try {
  await build();
} catch (error) {
  console.log(`✗ set-up: ${error.message}`);
  count({ passed: 0, failed: 1 });
}
if (existsSync(tool('jest'))) {
  if (!scenariosOnly) count(await check());
  for (const lanes of scenariosOnly ? SCENARIOS : ROUNDS) {
    const firsts = (await Promise.all(lanes.map(inTurn))).flat();
    // what failed in company is run again with the machine to itself, so one after the other
    for (const { round, first } of firsts) count(await finished(round, first));
  }
}
if (total.skipped > 0)
  console.log(`${total.skipped} skipped: data, engine or browser not on this machine (CI=true counts them as failed)`);
if (unsteady.length > 0) console.log(`passed only when run alone: ${unsteady.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function inBrowser(of, only, without) {
  return { project: 'browser', workers: '1', zone: 'Asia/Shanghai', of, only, without };
}

async function inTurn(lane) {
  const firsts = [];
  for (const round of lane) firsts.push({ round, first: await firstRun(round) });
  return firsts;
}

async function firstRun(round) {
  const { project, workers, zone, only, without = [] } = round;
  console.log(`• ${nameOf(round)} …`);
  const began = Date.now();
  const files = [
    ...(only ? ['--testPathPatterns', only] : []),
    ...without.flatMap((pattern) => ['--testPathIgnorePatterns', pattern]),
  ];
  return { ...(await runJest(project, workers, zone, files)), took: Date.now() - began };
}

async function finished(round, first) {
  const began = Date.now();
  const result = await onceMoreAlone(first, round.project, round.zone);
  const sign = result.failed === 0 ? '✓' : '✗';
  console.log(
    `${sign} ${nameOf(round)}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped  ${((first.took + Date.now() - began) / 1000).toFixed(0)} s`,
  );
  return result;
}

function nameOf({ project, zone, of = '' }) {
  return `${project} tests${of}, time zone ${zone}`;
}

/**
 * On a machine of unknown strength: what failed in company is run once more with the machine to itself. What fails again has failed;
 * what passes is named at the end, to be mended, and never passed over in silence. A property that found a counterexample has printed it.
 */
async function onceMoreAlone(first, project, zone) {
  if (first.broken.length === 0 || first.broken.length > MOST_ALONE) return first;
  const names = first.broken.map((suite) => relative(root, suite.name));
  console.log(`↻ ${project} tests: ${first.failed} failed; once more alone: ${names.join(', ')}`);
  const again = await runJest(project, '1', zone, ['--runTestsByPath', ...names]);
  const stillBroken = new Set(again.broken.map((suite) => relative(root, suite.name)));
  unsteady.push(...names.filter((name) => again.passed > 0 && !stillBroken.has(name)));
  const passedBefore = first.broken.reduce((sum, suite) => sum + suite.passed, 0);
  return { passed: first.passed - passedBefore + again.passed, failed: again.failed, skipped: first.skipped };
}

async function runJest(project, workers, zone, more = []) {
  const folder = join(root, '.cache');
  const file = join(folder, `jest-${process.pid}-${(runs += 1)}.json`);
  mkdirSync(folder, { recursive: true });
  const args = [
    '--selectProjects',
    project,
    '--maxWorkers',
    workers,
    '--json',
    '--outputFile',
    file,
    '--passWithNoTests',
    '--forceExit',
    ...more,
  ];
  await run(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'node_modules/jest/bin/jest.js'), ...args],
    zone,
  );
  return outcome(file);
}

/** A file that could not even be loaded counts as one failed test; so does a run that left no result. */
function outcome(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, broken: [] };
  const json = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  const count = (suite, status) => suite.assertionResults.filter((test) => test.status === status).length;
  const broken = json.testResults
    .filter((suite) => suite.status === 'failed')
    .map((suite) => ({ name: suite.name, passed: count(suite, 'passed'), failed: count(suite, 'failed') }));
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + broken.filter((suite) => suite.failed === 0).length,
    skipped: json.numPendingTests + json.numTodoTests,
    broken,
  };
}

function run(command, args, zone) {
  return new Promise((resolve) => {
    // jest's JSON goes to the file and to stdout; what people read goes to stderr
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, TZ: zone, FORCE_COLOR: '0' },
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_ROUND_MS);
    child.on('error', resolve);
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
