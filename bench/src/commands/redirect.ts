import type { Command } from 'commander';
import { benchRedirect, type BenchRedirectOptions } from '../redirect';
import type { CliContext } from '../../../apps/cli/src/context';
import { Misuse } from '../../../apps/cli/src/exit';
import { benchOf } from '../../../apps/cli/src/groups';
import { asPath } from '../../../apps/cli/src/paths';

export function registerBenchRedirect(program: Command, context: CliContext): void {
  benchOf(program)
    .command('redirect')
    .description('plays benchmark days with the product’s own recommender and compares policies')
    .requiredOption('--scenario <file>', 'hall scenario as JSON', asPath)
    .requiredOption('--days <first-last>', 'day numbers, for example 20001-20400')
    .option('--policies <list>', 'comma-separated; all when absent')
    .addHelpText(
      'after',
      `
Answers {scenario, days, tickets, policies}: for each policy meanWait, p90, over15, over20, over30, worstBranchMean, cut, cutCI, capture,
promptsPerHour, switches, decisionMsMedian (minutes; shares 0–1).`,
    )
    .action(async (options: BenchRedirectOptions) => {
      const output = {
        out: (text: string) => {
          process.stdout.write(text);
        },
        err: (text: string) => {
          process.stderr.write(text);
        },
      };
      const code = await benchRedirect({ ...options, json: context.json }, output);
      if (code === 2) throw new Misuse('bench redirect was not started');
    });
}
