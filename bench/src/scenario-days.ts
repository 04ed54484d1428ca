import { readFileSync } from 'node:fs';
import { readScenario, type Scenario } from '@cockpit/domain';

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** The scenario of a file; its faults are added to `faults`, its remarks told at once. */
export function readScenarioFile(path: string, faults: string[], output: Output): Scenario | undefined {
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

/** `FIRST-LAST` or one day, fewer than `most` apart. */
export function readDays(
  text: string,
  faults: string[],
  { most, example }: { most: number; example: string },
): { first: number; last: number } | undefined {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text.trim());
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (match === null || last < first || last - first >= most) {
    faults.push(`--days ${text}: expected FIRST-LAST, two day numbers in order, e.g. ${example}`);
    return undefined;
  }
  return { first, last };
}
