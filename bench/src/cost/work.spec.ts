import { readWork, workBetween } from './work';

const METRICS = `# HELP cockpit_work_runs_total Runs
cockpit_work_runs_total{work="job:pulse"} 4
cockpit_work_runs_total{work="redis:get"} 10
cockpit_work_seconds_total{work="job:pulse"} 0.5
cockpit_work_seconds_total{work="redis:get"} 0
process_cpu_seconds_total 3`;

it('reads what each piece of work has cost', () => {
  expect(readWork(METRICS)).toEqual(
    new Map([
      ['job:pulse', { runs: 4, seconds: 0.5 }],
      ['redis:get', { runs: 10, seconds: 0 }],
    ]),
  );
});

it('tells what was added between two looks, the longest first, and nothing of what did not run', () => {
  const before = new Map([
    ['redis:get', { runs: 10, seconds: 0 }],
    ['timer:a', { runs: 1, seconds: 1 }],
  ]);
  const after = new Map([...before, ['timer:b', { runs: 20, seconds: 1 }], ['timer:a', { runs: 11, seconds: 5 }]]);
  const added = workBetween(before, after, 10);
  expect(added).toEqual({ 'timer:a': { runs: 1, seconds: 0.4 }, 'timer:b': { runs: 2, seconds: 0.1 } });
  expect(Object.keys(added)).toEqual(['timer:a', 'timer:b']);
});
