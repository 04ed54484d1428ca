import type { Command } from 'commander';
import { RANK_CASES, coverageOf, ranksTable } from '../ranks';
import type { CliContext } from '../../../apps/cli/src/context';
import { benchOf, count } from '../../../apps/cli/src/groups';

export function registerBenchRanks(program: Command, context: CliContext): void {
  benchOf(program)
    .command('ranks')
    .description('how often sets of ranks cover the true ranks in simulated bureaus')
    .option('--runs <n>', 'bureaus of each kind', count, 1000)
    .option('--seed <n>', 'another number makes other bureaus', count, 1)
    .addHelpText(
      'after',
      `
Answers rows {kind, places, days, apart, daily, all, each, width, bands, marked}: "all" is the share of bureaus in which every set covered
the true rank (aim 0.95), "each" the share of places, "width" the mean number of ranks in a set, "marked" the share of places beyond the 99.8 % limits.`,
    )
    .action(({ runs, seed }: { runs: number; seed: number }) => {
      const rows = RANK_CASES.map((one) => coverageOf(one, runs, seed));
      if (context.json) context.print(rows);
      else process.stdout.write(ranksTable(rows));
    });
}
