// Everything a change is held to, fast things first; ends with the line `N passed, N failed`.
//   npm test                        checks and every test but the scenarios
//   npm test -- --share             and a share of the scenarios, another one for every commit: what continuous integration runs
//   npm run test:scenarios          the scenarios only
//   npm run test:affected [-- REV]  what a change since REV (HEAD) can reach
// MEASURE=1 keeps how long each file took in tests/support/seconds.json.
import { existsSync } from 'node:fs';
import { affectedBy } from './lib/affected.mjs';
import { build } from './build.mjs';
import { check } from './check.mjs';
import { fetchFonts } from './fonts.mjs';
import { runTests } from './lib/jest.mjs';
import { quietly, tool } from './lib/project.mjs';
import { allScenarios, isAlone, noteSeconds, shareFor } from './lib/scenarios.mjs';

/** the limit of a share is 20 minutes, and machines differ */
const SHARE_SEC = 9 * 60;
const SCENARIOS_LIMIT_MS = 120 * 60_000;

const asked = new Set(process.argv.slice(2).filter((word) => word.startsWith('--')));
const [revision = 'HEAD'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const ci = process.env.CI === 'true';
const total = { passed: 0, failed: 0, skipped: 0 };

try {
  await build(undefined, 'all');
  await fetchFonts();
} catch (error) {
  console.log(`✗ set-up: ${error.message}`);
  count({ passed: 0, failed: 1 });
}
if (existsSync(tool('jest'))) {
  if (asked.has('--scenarios')) await scenarios(allScenarios());
  else if (asked.has('--affected')) await affected();
  else {
    count(await check());
    for (const kind of ['spec', 'component', 'medium', 'browser']) await tests({ kind });
    if (asked.has('--share')) await scenarios(shareFor(await commit(), SHARE_SEC));
  }
}
if (total.skipped > 0)
  console.log(`${total.skipped} skipped: data, engine or browser not on this machine (CI=true counts them as failed)`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function scenarios(files) {
  const together = files.filter((file) => !isAlone(file));
  const alone = files.filter(isAlone);
  if (together.length > 0) await tests({ kind: 'scenario', files: together, limitMs: SCENARIOS_LIMIT_MS });
  if (alone.length > 0) await tests({ kind: 'scenario', of: ' by themselves', workers: 1, files: alone });
}

async function affected() {
  const { everything, kinds, leftOut } = await affectedBy(revision);
  if (everything) console.log(`everything can be reached: ${everything} changed`);
  count(await check());
  for (const kind of ['spec', 'component', 'medium', 'browser'])
    if (kinds[kind].length > 0) await tests({ kind, files: kinds[kind] });
  await scenarios(kinds.scenario);
  for (const line of leftOut) console.log(line);
}

async function tests(what) {
  const result = await runTests(what);
  count(result);
  if (process.env.MEASURE) noteSeconds(result.seconds);
}

function count({ passed, failed, skipped = 0 }) {
  total.passed += passed;
  total.failed += failed + (ci ? skipped : 0);
  total.skipped += ci ? 0 : skipped;
}

async function commit() {
  return (await quietly('git', ['rev-parse', 'HEAD'])).trim();
}
