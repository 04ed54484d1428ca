import type { Command } from 'commander';
import { benchOutage } from '../outage/outage';
import type { CliContext } from '../../../apps/cli/src/context';
import { CommandFailure, Misuse } from '../../../apps/cli/src/exit';
import { benchOf } from '../../../apps/cli/src/groups';

export function registerBenchOutage(program: Command, context: CliContext): void {
  benchOf(program)
    .command('outage')
    .description('takes ClickHouse away for minutes under load and measures how what waited is caught up')
    .requiredOption('--minutes <n>', 'how long ClickHouse is away; may be a fraction')
    .option('--rate <r>', 'events a second of six sources together', '500')
    .addHelpText(
      'after',
      `
Answers {minutes, acknowledged, ratePerSec, backlogAtEnd, drainPerSec, drainSec, lost, doubled, wrong, refusals, seconds}. Posting ends when ClickHouse
is let back; drainSec runs from its first answer until nothing waits in the log. lost, doubled: by the identities the posters were told are safe;
wrong: visits, matters and cards that are not what their ledger tells.`,
    )
    .action(async (given: { minutes: string; rate: string }) => {
      const [minutes, rate] = [Number(given.minutes), Number(given.rate)];
      if (!(minutes > 0 && rate > 0)) throw new Misuse('--minutes and --rate are numbers above 0');
      const result = await benchOutage(context, {
        minutes,
        rate,
        say: (line) => {
          context.say(line);
        },
      });
      context.print(result);
      if (result.lost + result.doubled + result.wrong > 0)
        throw new CommandFailure('something was lost, doubled or computed otherwise');
    });
}
