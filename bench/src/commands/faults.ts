import type { Command } from 'commander';
import { isFaultless } from '../crash/verdict';
import { benchFaults } from '../faults/faults';
import type { CliContext } from '../../../apps/cli/src/context';
import { CommandFailure } from '../../../apps/cli/src/exit';
import { benchOf } from '../../../apps/cli/src/groups';

export function registerBenchFaults(program: Command, context: CliContext): void {
  benchOf(program)
    .command('faults')
    .description(
      'plays stores that hang, fail or are full, and processes that stand still, and counts what was lost or doubled',
    )
    .option('--short', 'as long as it takes to be beyond every time-out, not as long as it may last', false)
    .option('--keep', 'leave the data directory behind', false)
    .addHelpText(
      'after',
      `
Answers {faults, leftOut, acknowledged, lost, doubled, rollupDiff, liveDiffering, seconds}: of each fault how long it took, what the door acknowledged and
refused meanwhile, the time until it acknowledged again, and how many processes ended. One after the other, six sources posting: ClickHouse stopped
(SIGSTOP) for 3 minutes; Redis at its memory limit; Redis stopped for 30 s; Postgres for 10 minutes; 15 minutes of silence, then 50,000 events at once with
the worker stopped; a writer whose clock is 2 minutes ahead throughout, taken over from and back; a worker blocked for 20 s; the disk full (a tmpfs, where
this user may mount one). --short: 20 s, 45 s and 20 s in place of 3, 10 and 15 minutes. Clients wait 5 s for ClickHouse. Judged as bench crash.`,
    )
    .action(async ({ short, keep }: { short: boolean; keep: boolean }) => {
      const result = await benchFaults(context, {
        isShort: short,
        keep,
        say: (line) => {
          context.say(line);
        },
      });
      context.print(result);
      if (!isFaultless(result)) throw new CommandFailure('something was lost, doubled or computed otherwise');
    });
}
