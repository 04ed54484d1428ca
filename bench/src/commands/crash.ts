import type { Command } from 'commander';
import { benchCrash } from '../crash/crash';
import { isFaultless } from '../crash/verdict';
import type { CliContext } from '../../../apps/cli/src/context';
import { CommandFailure, Misuse } from '../../../apps/cli/src/exit';
import { benchOf } from '../../../apps/cli/src/groups';

export function registerBenchCrash(program: Command, context: CliContext): void {
  benchOf(program)
    .command('crash')
    .description('kills and stops every process again and again under load and counts what was lost or doubled')
    .requiredOption('--kills <n>', 'how many, over door, writer, worker, api, Redis, ClickHouse and Postgres')
    .option(
      '--stalls <n>',
      'how often ClickHouse, Redis or Postgres leaves requests without an answer for seconds',
      '0',
    )
    .option('--freezes <n>', 'how often door, writer, worker or api stands still for longer than its lease', '0')
    .option('--pause <ms>', 'between two batches of each of the six sources', '150')
    .option('--keep', 'leave the data directory behind', false)
    .addHelpText(
      'after',
      `
Answers {kills, stalls, freezes, blows, acknowledged, lost, doubled, rollupDiff, liveDiffering, refusals, repeats, ownEnds, seconds}. Six sources
post about 18 events a batch, each batch until it is answered 202, every seventh a second time. Kills are SIGKILL, each component at least an
eighth of them; stalls and freezes are SIGSTOP for 3 to 8 seconds and SIGCONT, stalls of ClickHouse for longer than its clients wait (5 s here). All
in any order, at random moments. blows: by kind and component how often, and the time until the door acknowledged again. lost, doubled: by the
identities the posters were told are safe. rollupDiff: visits, matters and cards against what the ledger tells, and every derived table against a
recomputation from nothing. liveDiffering: the live state and snapshot of every hall against those built from the stored events.`,
    )
    .action(async (given: Record<'kills' | 'stalls' | 'freezes' | 'pause', string> & { keep: boolean }) => {
      const counts = { kills: Number(given.kills), stalls: Number(given.stalls), freezes: Number(given.freezes) };
      const pauseMs = Number(given.pause);
      if (!(Object.values(counts).every((count) => Number.isInteger(count) && count >= 0) && pauseMs >= 0))
        throw new Misuse('--kills, --stalls and --freezes are whole numbers from 0, --pause is a number from 0');
      const result = await benchCrash(context, {
        ...counts,
        pauseMs,
        keep: given.keep,
        say: (line) => {
          context.say(line);
        },
      });
      context.print(result);
      if (!isFaultless(result)) throw new CommandFailure('something was lost, doubled or computed otherwise');
    });
}
