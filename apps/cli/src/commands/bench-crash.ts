import type { Command } from 'commander';
import { benchCrash } from '../bench/crash/crash';
import type { CliContext } from '../context';
import { CommandFailure, Misuse } from '../exit';
import { benchOf } from '../groups';

export function registerBenchCrash(program: Command, context: CliContext): void {
  benchOf(program)
    .command('crash')
    .description('kills every process again and again under load and counts what was lost or doubled')
    .requiredOption('--kills <n>', 'how many, over door, writer, worker, api, Redis, ClickHouse and Postgres')
    .option('--pause <ms>', 'between two batches of each of the six sources', '150')
    .option('--keep', 'leave the data directory behind', false)
    .addHelpText(
      'after',
      `
Answers {kills, killsByComponent, stops, acknowledged, lost, doubled, rollupDiff, refusals, repeats, ownEnds, seconds}. Six sources post about 18
events a batch, each batch until it is answered 202, every seventh a second time. SIGKILL at random moments, each component at least an eighth of
the kills; besides, a writer is stopped (SIGSTOP) for longer than its lease and goes on. lost, doubled: by the identities the posters were told are
safe. rollupDiff: visits, matters and cards against what the ledger tells, and every derived table against a recomputation from nothing.`,
    )
    .action(async (given: { kills: string; pause: string; keep: boolean }) => {
      const [kills, pauseMs] = [Number(given.kills), Number(given.pause)];
      if (!(Number.isInteger(kills) && kills >= 1 && pauseMs >= 0))
        throw new Misuse('--kills is a whole number from 1, --pause a number from 0');
      const result = await benchCrash(context, {
        kills,
        pauseMs,
        keep: given.keep,
        say: (line) => {
          context.say(line);
        },
      });
      context.print(result);
      if (result.lost + result.doubled + result.rollupDiff > 0)
        throw new CommandFailure('something was lost, doubled or computed otherwise');
    });
}
