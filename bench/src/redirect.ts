import { isPolicyKey, POLICY_KEYS, type PolicyKey } from '@cockpit/domain';
import { runRedirectBench } from './redirect-run';
import { redirectTable } from './redirect-table';
import { readDays, readScenarioFile, type Output } from './scenario-days';

export interface BenchRedirectOptions {
  readonly scenario: string;
  /** `FIRST-LAST` */
  readonly days: string;
  /** comma-separated policy keys; all when absent */
  readonly policies?: string;
  readonly json?: boolean;
}

/** `cockpit bench redirect`. @returns the exit code: 0 done, 2 misused (every fault is told on stderr) */
export async function benchRedirect(options: BenchRedirectOptions, output: Output): Promise<0 | 2> {
  const faults: string[] = [];
  const scenario = readScenarioFile(options.scenario, faults, output);
  const days = readDays(options.days, faults, { most: 100_000, example: '20001-20400' });
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

function readPolicies(text: string | undefined, faults: string[]): PolicyKey[] {
  if (text === undefined) return [...POLICY_KEYS];
  const named = text
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  for (const key of named)
    if (!isPolicyKey(key))
      faults.push(`--policies: there is no policy ${JSON.stringify(key)}; there are ${POLICY_KEYS.join(', ')}`);
  if (named.length === 0) faults.push('--policies: none named');
  return named.filter(isPolicyKey);
}
