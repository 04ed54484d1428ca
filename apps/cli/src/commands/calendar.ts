import { Calendars, MattersCoreModule } from '@cockpit/matters';
import { AppError } from '@cockpit/platform';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { CommandFailure } from '../exit';
import { groupOf } from '../groups';
import { asPath, jsonIn } from '../paths';
import { operator } from './services';
import { AccessModule } from '@cockpit/access';
import { LiveBindingsModule } from '@cockpit/live';
import { OrganisationModule } from '@cockpit/organisation';
import { Module } from '@nestjs/common';

/** Calendars and their effect on deadlines. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, MattersCoreModule] })
class CalendarServices {}

/** Holidays and make-up days by year. */
export function registerCalendar(program: Command, context: CliContext): void {
  const calendar = groupOf(program, 'calendar', 'holidays and make-up days');
  calendar
    .command('import')
    .argument('<file>', 'JSON: {year, papers?, days: [{name, date, isOffDay}]}', asPath)
    .description('a year’s notice; every open matter it concerns is computed anew, the same file again changes nothing')
    .action(async (file: string) => {
      const notice = jsonIn(file);
      const done = await withCalendars(context, (calendars) => calendars.import(notice, operator()));
      context.print(
        done,
        done.changed
          ? `${String(done.year)} is now version ${String(done.version)}; ${String(done.recomputing)} open matters are computed anew`
          : `${String(done.year)} says nothing new: still version ${String(done.version)}`,
      );
    });
  calendar
    .command('list')
    .description('the years in force')
    .action(async () => {
      const years = await withCalendars(context, (calendars) => calendars.list());
      context.print(
        years,
        years
          .map(
            (year) =>
              `${String(year.year)}  version ${String(year.version)}  ${year.published ? `${String(year.offDays)} days off, ${String(year.makeUpDays)} made up` : 'not published'}`,
          )
          .join('\n'),
      );
    });
}

async function withCalendars<T>(context: CliContext, work: (calendars: Calendars) => Promise<T>): Promise<T> {
  try {
    return await context.withInstance(({ settings }) =>
      context.withServices(settings, CalendarServices, async (services) => {
        const calendars = services.get(Calendars);
        await calendars.loadShipped();
        return work(calendars);
      }),
    );
  } catch (error) {
    if (error instanceof AppError)
      throw new CommandFailure(
        [error.message, ...(error.errors ?? []).map((fault) => `  ${fault.path}: ${fault.message}`)].join('\n'),
      );
    throw error;
  }
}
