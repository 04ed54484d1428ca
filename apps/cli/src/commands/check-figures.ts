import { Code, Day, textOf } from '@cockpit/contracts';
import { LawsService, MetricsCoreModule } from '@cockpit/metrics';
import { AppError } from '@cockpit/platform';
import type { Command } from 'commander';
import { z } from 'zod';
import type { CliContext } from '../context';
import { CommandFailure, Misuse } from '../exit';
import { figuresText } from './figures-text';
import { argumentsOf } from './services';
import { AccessModule } from '@cockpit/access';
import { LiveBindingsModule } from '@cockpit/live';
import { OrganisationModule } from '@cockpit/organisation';
import { WarehouseModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';

/** Services for the conservation checks. Each command has its own module file, loaded only for that command. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, WarehouseModule, MetricsCoreModule] })
class CheckingModule {}

const Query = z.object({ hall: Code.optional(), from: Day.optional(), to: Day.optional() });

export function registerCheckFigures(program: Command, context: CliContext): void {
  program
    .command('check-figures')
    .description('the laws of conservation over stored days; exit 1 when one is broken')
    .option('--hall <code>', 'only this hall, or the halls beneath it')
    .option('--from <yyyy-mm-dd>', 'first hall day; without it the last four weeks of which anything is kept')
    .option('--to <yyyy-mm-dd>', 'last hall day')
    .addHelpText(
      'after',
      `
Each law holds two figures against each other that are read from different tables. It holds, it is broken (both sides are shown), or it
cannot hold: then the reason says what is missing. Answers {from, to, holds, cannotHold, broken, laws, items}; docs/metrics.md lists the laws.`,
    )
    .action(async (input: unknown) => {
      const query = argumentsOf(Query, input);
      const answer = await context
        .withInstance(({ settings }) =>
          context.withServices(settings, CheckingModule, (app) => app.get(LawsService).check(query, { halls: 'all' })),
        )
        .catch((error: unknown) => {
          if (error instanceof AppError) throw new Misuse(error.message);
          throw error;
        });
      const { language } = context;
      context.print(answer, figuresText(answer, language));
      if (answer.broken > 0)
        throw new CommandFailure(
          textOf(
            'check.failed',
            {
              n: answer.broken,
              laws: answer.laws.filter(({ broken }) => broken > 0).map(({ law, broken }) => `${law} ${String(broken)}`),
            },
            language,
          ),
        );
    });
}
