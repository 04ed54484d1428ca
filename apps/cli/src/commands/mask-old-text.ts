import { AuditLog } from '@cockpit/access';
import { OrganisationModule } from '@cockpit/organisation';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { maskOldText } from '../operations/mask-old-text';
import { operator } from './services';

/** Needed once after an upgrade from a version that stored free text unmasked. */
export function registerMaskOldText(program: Command, context: CliContext): void {
  program
    .command('mask-old-text')
    .description(
      'mask telephone and document numbers in text that earlier versions kept: quarantine, notes, reasons, names of users',
    )
    .option('--check', 'only count')
    .action(async ({ check }: { check?: true }) => {
      const columns = await context.withInstance(async ({ settings }) => {
        const done = await maskOldText(settings, check !== true);
        const masked = done.filter((column) => column.masked > 0);
        if (check !== true && masked.length > 0) {
          await context.withServices(settings, OrganisationModule, (services) =>
            services.get(AuditLog).record({
              actor: operator(),
              action: 'text.mask',
              target: 'text',
              after: Object.fromEntries(
                masked.map(({ table, column, masked: count }) => [`${table}.${column}`, count]),
              ),
            }),
          );
        }
        return done;
      });
      const lines = columns.map(
        ({ table, column, rows, masked }) =>
          `${table}.${column}: ${String(masked)} of ${String(rows)}${check === true ? ' to be masked' : ' masked'}`,
      );
      context.print({ columns }, lines.join('\n'));
    });
}
