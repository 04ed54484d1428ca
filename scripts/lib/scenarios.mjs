// Which scenarios there are, how long each takes, and the share of them that a commit runs.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, root } from './project.mjs';

const FOLDERS = ['apps', 'libs', 'bench', 'tests', 'dashboards/src'];
const SECONDS = join(root, 'tests', 'support', 'seconds.json');
/** not measured yet */
const NEW_FILE_SEC = 60;
/** held to a time or to the memory of a page: these have the machine to themselves */
const ALONE = /^tests\/(dashboard\/(every-page|unattended|jam)|ingestion\/fairness)\./;

export const allScenarios = () => filesUnder(...FOLDERS).filter((file) => file.endsWith('.scenario.ts'));

export const isAlone = (file) => ALONE.test(file);

/** Seconds that a file took the last time it was measured; the test sequencer reads the same figures. */
export function secondsOf(file) {
  return JSON.parse(readFileSync(SECONDS, 'utf8'))[file] ?? NEW_FILE_SEC;
}

/** Seconds on the clock: two run beside each other, but for those that run alone. */
export const clockSeconds = (files) =>
  files.reduce((sum, file) => sum + (isAlone(file) ? secondsOf(file) : secondsOf(file) / 2), 0);

/** Another share for every commit, so that each scenario has its turn. */
export function shareFor(commit, budgetSec) {
  const place = (file) => createHash('sha256').update(`${commit} ${file}`).digest('hex');
  const chosen = [];
  for (const file of allScenarios().sort((a, b) => (place(a) < place(b) ? -1 : 1)))
    if (clockSeconds([...chosen, file]) <= budgetSec) chosen.push(file);
  return chosen;
}

/** Keeps what was measured of files that take longer than a moment, in whole seconds. */
export function noteSeconds(measured) {
  const known = JSON.parse(readFileSync(SECONDS, 'utf8'));
  const there = new Set(filesUnder(...FOLDERS));
  const all = Object.entries({ ...known, ...measured })
    .map(([file, seconds]) => [file, Math.round(seconds)])
    .filter(([file, seconds]) => there.has(file) && seconds >= 3)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(SECONDS, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}
