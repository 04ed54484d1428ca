import type { Command } from 'commander';
import { benchSearch, fillForSearch, SearchBenchModule } from '../search';
import type { CliContext } from '../../../apps/cli/src/context';
import { benchOf, count } from '../../../apps/cli/src/groups';

interface Given {
  halls: number;
  visits: number;
  seconds: number;
}

export function registerBenchSearch(program: Command, context: CliContext): void {
  benchOf(program)
    .command('search')
    .description('asks the search for halls, windows, people, tickets and cases, alone and with 10 at once')
    .option('--halls <n>', 'halls; a province has 1280', count, 64)
    .option('--visits <n>', 'visits in 28 days, with a case for every ten', count, 200_000)
    .option('--seconds <n>', 'how long each question is asked', count, 3)
    .addHelpText(
      'after',
      `
Answers {names, visits, cases, firstMs, alone, ten}: for each question p50Ms, p95Ms, perSec, n. firstMs: the first question after a start, which makes
the index of names. Each hall has 12 windows and 16 people; whoever asks sees every hall.`,
    )
    .action(async (given: Given) => {
      const options = { ...given, say: context.say.bind(context) };
      context.print(
        await context.withFreshEngines(({ settings }) =>
          context.withServices(settings, SearchBenchModule, async (app) => {
            await fillForSearch(app, settings, options);
            return benchSearch(app, options);
          }),
        ),
      );
    });
}
