import type { Command } from 'commander';
import { benchMetrics } from '../metrics';
import type { CliContext } from '../../../apps/cli/src/context';
import { benchOf, count } from '../../../apps/cli/src/groups';

interface Options {
  halls: number;
  visits: number;
  seconds: number;
}

export function registerBenchMetrics(program: Command, context: CliContext): void {
  benchOf(program)
    .command('metrics')
    .description(
      "a manager's pages over a province: figures of 28 days by hall, a hall's day by hour, a ranking, a hall's windows",
    )
    .option('--halls <n>', 'halls; a province has 1280', count, 64)
    .option('--visits <n>', 'visits in 28 days; a province: 10000000', count, 200_000)
    .option('--seconds <n>', 'how long each page is asked for', count, 5)
    .addHelpText(
      'after',
      '\nAnswers {halls, visits, days, fillSec, rollUpSec, hallDaysRolledUp, alone, clients10, without}: by page {p50Ms, p95Ms, pages}; `without` is what the same sums cost without the daily roll-up.',
    )
    .action(async ({ halls, visits, seconds }: Options) => {
      context.print(
        await context.withFreshEngines(({ settings }) =>
          benchMetrics(settings, halls, visits, seconds, (line) => {
            context.say(line);
          }),
        ),
      );
    });
}
