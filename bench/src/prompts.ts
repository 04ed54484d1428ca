import { cameTrue, makeDay, scenarioParams, type Outcome } from '@cockpit/domain';
import { readDays, readScenarioFile, type Output } from './scenario-days';

export interface BenchPromptsOptions {
  readonly scenario: string;
  /** `FIRST-LAST` */
  readonly days: string;
  readonly json?: boolean;
}

/** What became of the prompts of one confidence. */
export interface Calibration {
  readonly confidence: Outcome['confidence'];
  readonly prompts: number;
  readonly cameTrue: number;
  readonly promisedMin: number;
  readonly savedMin: number;
}

export interface PromptsBench {
  readonly scenario: string;
  readonly days: { readonly first: number; readonly last: number };
  /** prompts given each day, in order of the days */
  readonly perDay: readonly number[];
  readonly table: readonly Calibration[];
}

/** `cockpit bench prompts`. @returns the exit code: 0 done, 2 misused (every fault is told on stderr) */
export function benchPrompts(options: BenchPromptsOptions, output: Output): 0 | 2 {
  const faults: string[] = [];
  const scenario = readScenarioFile(options.scenario, faults, output);
  const days = readDays(options.days, faults, { most: 10_000, example: '20001-20040' });
  if (scenario === undefined || days === undefined || faults.length > 0) {
    output.err(`${faults.join('\n')}\n`);
    return 2;
  }
  const perDay: number[] = [];
  const outcomes: Outcome[] = [];
  for (let id = days.first; id <= days.last; id += 1) {
    const day = cameTrue(makeDay(scenario, id), scenarioParams(scenario));
    perDay.push(day.score.prompts);
    outcomes.push(...day.outcomes);
    output.err(`day ${String(id)}: ${String(day.score.prompts)} prompts\n`);
  }
  const bench: PromptsBench = { scenario: scenario.name, days, perDay, table: calibration(outcomes) };
  output.out(options.json === true ? `${JSON.stringify(bench)}\n` : promptsTable(bench));
  return 0;
}

/** Prompts by confidence: how many saved waiting, and how much against what they promised. */
export function calibration(outcomes: readonly Outcome[]): Calibration[] {
  return (['high', 'medium', 'low'] as const).map((confidence) => {
    const mine = outcomes.filter((one) => one.confidence === confidence);
    const sum = (of: (one: Outcome) => number): number => Math.round(mine.reduce((total, one) => total + of(one), 0));
    return {
      confidence,
      prompts: mine.length,
      cameTrue: mine.filter(({ savedMin }) => savedMin > 0).length,
      promisedMin: sum((one) => one.promisedMin),
      savedMin: sum((one) => one.savedMin),
    };
  });
}

function promptsTable({ scenario, days, perDay, table }: PromptsBench): string {
  const sorted = [...perDay].sort((a, b) => a - b);
  const mean = perDay.reduce((sum, n) => sum + n, 0) / perDay.length;
  const rows = table.map(
    ({ confidence, prompts, cameTrue: came, promisedMin, savedMin }) =>
      `${confidence.padEnd(8)}${[prompts, came, promisedMin, savedMin].map((n) => String(n).padStart(10)).join('')}${(prompts === 0 ? '–' : `${((100 * came) / prompts).toFixed(0)} %`).padStart(8)}`,
  );
  return [
    `${scenario}, days ${String(days.first)}–${String(days.last)}; ${mean.toFixed(1)} prompts a day (${String(sorted[0] ?? 0)}–${String(sorted.at(-1) ?? 0)}); minutes saved by those who come within the hour`,
    '',
    'said         prompts came true  promised     saved   share',
    ...rows,
    '',
  ].join('\n');
}
