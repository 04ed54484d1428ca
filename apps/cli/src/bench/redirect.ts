import { readFileSync } from 'node:fs';
import { isPolicyKey, POLICY_KEYS, readScenario, type PolicyKey, type Scenario } from '@cockpit/domain';
import { runRedirectBench } from './redirect-run';
import { redirectTable } from './redirect-table';

export interface BenchRedirectOptions {
  readonly scenario: string;
  /** `FIRST-LAST` */
  readonly days: string;
  /** comma-separated policy keys; all when absent */
  readonly policies?: string;
  readonly json?: boolean;
}

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** `cockpit bench redirect`. @returns the exit code: 0 done, 2 misused (every fault is told on stderr) */
export async function benchRedirect(options: BenchRedirectOptions, output: Output): Promise<0 | 2> {
  const faults: string[] = [];
  const scenario = readScenarioFile(options.scenario, faults, output);
  const days = readDays(options.days, faults);
  const policies = readPolicies(options.policies, faults);
  if (scenario === undefined || days === undefined || faults.length > 0) {
    output.err(`${faults.join('\n')}\n`);
    return 2;
  }
  let told = Date.now();
  const onProgress = (done: number, all: number): void => {
    if (done < all && Date.now() - told < 2_000) return;
    told = Date.now();
    output.err(`${String(done)}/${String(all)} days\n`);
  };
  const bench = await runRedirectBench({ scenario, ...days, policies, onProgress });
  output.out(options.json === true ? `${JSON.stringify(bench)}\n` : redirectTable(bench));
  return 0;
}

function readScenarioFile(path: string, faults: string[], output: Output): Scenario | undefined {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    faults.push(`--scenario ${path}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  const result = readScenario(document);
  if (!result.ok) {
    faults.push(...result.faults.map((fault) => `--scenario ${path}: ${fault}`));
    return undefined;
  }
  for (const remark of result.remarks) output.err(`note: ${remark}\n`);
  return result.scenario;
}

function readDays(text: string, faults: string[]): { first: number; last: number } | undefined {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text.trim());
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (match === null || last < first || last - first >= 100_000) {
    faults.push(`--days ${text}: expected FIRST-LAST, two day numbers in order, e.g. 20001-20400`);
    return undefined;
  }
  return { first, last };
}

function readPolicies(text: string | undefined, faults: string[]): PolicyKey[] {
  if (text === undefined) return [...POLICY_KEYS];
  const named = text.split(',').map((key) => key.trim()).filter((key) => key !== '');
  for (const key of named) if (!isPolicyKey(key)) faults.push(`--policies: there is no policy ${JSON.stringify(key)}; there are ${POLICY_KEYS.join(', ')}`);
  if (named.length === 0) faults.push('--policies: none named');
  return named.filter(isPolicyKey);
}
