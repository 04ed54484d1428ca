import type { Cost } from '@cockpit/platform';

const LINE = /^cockpit_work_(runs|seconds)_total\{work="((?:[^"\\]|\\.)*)"\} (\S+)$/;

/** What each piece of work has cost, of the text that `/metrics` answers. */
export function readWork(metrics: string): Map<string, Cost> {
  const work = new Map<string, Cost>();
  for (const line of metrics.split('\n')) {
    const [, what, label, value] = LINE.exec(line) ?? [];
    if (what === undefined || label === undefined) continue;
    const cost = work.get(label) ?? { runs: 0, seconds: 0 };
    cost[what as keyof Cost] = Number(value);
    work.set(label, cost);
  }
  return work;
}

/** What was added between two looks, divided; what took most time comes first. */
export function workBetween(
  before: ReadonlyMap<string, Cost>,
  after: ReadonlyMap<string, Cost>,
  divisor: number,
): Record<string, Cost> {
  const added = [...after].flatMap(([label, { runs, seconds }]) => {
    const was = before.get(label) ?? { runs: 0, seconds: 0 };
    return runs === was.runs ? [] : [[label, round(runs - was.runs), round(seconds - was.seconds)] as const];
  });
  function round(value: number): number {
    return Number((value / divisor).toPrecision(4));
  }
  return Object.fromEntries(
    added
      .sort(([, runsA, secondsA], [, runsB, secondsB]) => secondsB - secondsA || runsB - runsA)
      .map(([label, runs, seconds]) => [label, { runs, seconds }]),
  );
}
