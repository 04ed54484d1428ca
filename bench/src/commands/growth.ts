import type { Command } from 'commander';
import { GrowthModule, benchGrowth } from '../growth';
import type { CliContext } from '../../../apps/cli/src/context';
import { Misuse } from '../../../apps/cli/src/exit';
import { benchOf } from '../../../apps/cli/src/groups';

export function registerBenchGrowth(program: Command, context: CliContext): void {
  benchOf(program)
    .command('growth')
    .description(
      'what wall, desk and managers ask while visits grow; on request the same asked of plain Postgres at three million',
    )
    .option('--visits <list>', 'sizes, ascending', '3000000,30000000')
    .option('--seconds <n>', 'how long each question is asked', '5')
    .option('--postgres', 'ask one plain table of Postgres too')
    .addHelpText(
      'after',
      `
Answers {halls, steps: [{visits, days, fillSec, gibOnDisk, alone, clients10}], postgres}: for each question p50Ms, p95Ms, perSec, n. Past days are added
from one size to the next; the 28 days asked about stay the same. 200000000 takes a quarter of an hour and some 10 GiB of disk.`,
    )
    .action(async (given: { visits: string; seconds: string; postgres?: true }) => {
      const sizes = given.visits.split(',').map(Number);
      const seconds = Number(given.seconds);
      if (sizes.some((size, i) => !Number.isInteger(size) || size < 1 || size < (sizes[i - 1] ?? 0)) || !(seconds > 0))
        throw new Misuse('--visits is a list of ascending whole numbers, --seconds above 0');
      context.print(
        await context.withFreshEngines(({ settings }) =>
          context.withServices(settings, GrowthModule, (app) =>
            benchGrowth(app, settings, sizes, seconds, given.postgres === true, (line) => {
              context.say(line);
            }),
          ),
        ),
      );
    });
}
