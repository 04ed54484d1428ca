import { Code, Day, message } from '@cockpit/contracts';
import type { Command } from 'commander';
import { z } from 'zod';
import type { CliContext } from '../context';
import { RebuildRequestModule, RebuildDoingModule, rebuild, Stalled } from '../operations/rebuild';
import { CommandFailure } from '../exit';
import { argumentsOf } from './services';

const Only = z.object({ hall: Code.optional(), day: Day.optional() });

export function registerRebuild(program: Command, context: CliContext): void {
  program
    .command('rebuild')
    .description('compute everything that follows from the events anew, while the cockpit goes on serving')
    .option('--hall <code>', 'only this hall')
    .option('--day <yyyy-mm-dd>', 'only what lies under this hall day')
    .addHelpText(
      'after',
      `
Visits, spans, load, bookings, counts and consultations; matters when neither hall nor day is named. Answers {visits, days, others, matters, seconds}.`,
    )
    .action(async (input: unknown) => {
      const { hall, day } = argumentsOf(Only, input);
      const only = { ...(hall === undefined ? {} : { hall }), ...(day === undefined ? {} : { day }) };
      const result = await context.withInstance(({ settings, url }) =>
        context.withServices(settings, url === undefined ? RebuildDoingModule : RebuildRequestModule, (app) =>
          rebuild(app, only, (text) => {
            context.tell(text);
          }).catch((error: unknown) => {
            throw error instanceof Stalled ? new CommandFailure(context.textOf(error.words)) : error;
          }),
        ),
      );
      context.print(result, context.textOf(message('rebuild.done', { ...result })));
    });
}
