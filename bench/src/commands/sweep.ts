import type { Command } from 'commander';
import { benchSweep } from '../sweep';
import type { CliContext } from '../../../apps/cli/src/context';
import { benchOf, count } from '../../../apps/cli/src/groups';

interface Options {
  matters: number;
  due: number;
}

export function registerBenchSweep(program: Command, context: CliContext): void {
  benchOf(program)
    .command('sweep')
    .description('clocks and cards: so many open matters computed and swept, and so many falling due within one minute')
    .option('--matters <n>', 'open matters', count, 1_000_000)
    .option('--due <n>', 'matters falling due within a minute', count, 10_000)
    .addHelpText('after', '\nAnswers {matters, computeSec, sweepMs, due, delayMs: {p50, p99, last}, rssMiB}.')
    .action(async ({ matters, due }: Options) => {
      context.print(
        await context.withFreshEngines(({ settings }) =>
          benchSweep(settings, matters, due, (line) => {
            context.say(line);
          }),
        ),
      );
    });
}
