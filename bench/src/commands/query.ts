import type { Command } from 'commander';
import { WarehouseReader } from '@cockpit/warehouse';
import { QueryBenchModule, benchQuery, fillForQueries } from '../query';
import type { CliContext } from '../../../apps/cli/src/context';
import { Misuse } from '../../../apps/cli/src/exit';
import { benchOf } from '../../../apps/cli/src/groups';

export function registerBenchQuery(program: Command, context: CliContext): void {
  benchOf(program)
    .command('query')
    .description('asks what wall and desk ask, alone and with 20 clients at once')
    .requiredOption('--events <n>', 'events in the tables, for example 3000000')
    .option('--seconds <n>', 'how long each question is asked', '5')
    .addHelpText(
      'after',
      `
Answers {events, visits, alone, clients20}: for each question p50Ms, p95Ms, perSec, n. The tables hold four events a visit in 20 halls and 28
days; every time a hall and a day are drawn anew; the questions are the product's own.`,
    )
    .action(async (given: { events: string; seconds: string }) => {
      const [events, seconds] = [Number(given.events), Number(given.seconds)];
      if (!Number.isInteger(events) || events < 4 || !(seconds > 0))
        throw new Misuse('--events is a whole number from 4, --seconds above 0');
      const result = await context.withFreshEngines(async ({ settings }) => {
        await fillForQueries(settings, events);
        context.say('tables are filled');
        return context.withServices(settings, QueryBenchModule, (app) =>
          benchQuery(app.get(WarehouseReader), events, seconds),
        );
      });
      context.print(result);
    });
}
