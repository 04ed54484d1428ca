import { writeFile } from 'node:fs/promises';
import type { OrganisationImport, OrganisationPreview } from '@cockpit/contracts';
import { Day } from '@cockpit/contracts';
import { OrganisationService, validateOrganisation } from '@cockpit/organisation';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { CommandFailure } from '../exit';
import { groupOf } from '../groups';
import { asPath, jsonIn } from '../paths';
import { argumentsOf, operator, withAccounts } from './services';

export function registerOrganisation(program: Command, context: CliContext): void {
  const group = groupOf(
    program,
    'organisation',
    'halls, hours, windows, items, officers, rosters: the whole organisation as one document',
  );
  group
    .command('import')
    .argument('<file>', 'JSON document, docs/organisation.md', asPath)
    .description(
      'make the halls of the file what it says; what it does not name stays, unless --remove; the same file again changes nothing',
    )
    .option('--from <day>', 'first hall day on which the changes hold (default: the earliest day any hall is on now)')
    .option('--check', 'only look for faults and tell what would be added, changed and removed')
    .option('--remove', 'also end what the file does not name: whole halls, items, officers')
    .action(
      async (file: string, { from, check, remove = false }: { from?: string; check?: true; remove?: boolean }) => {
        const day = argumentsOf(Day.optional(), from);
        const document = jsonIn(file);
        const validated = validateOrganisation(document);
        if (!validated.ok) {
          if (context.json) context.print({ ok: false, faults: validated.faults });
          throw new CommandFailure(
            [
              `${file} has ${validated.faults.length} faults:`,
              ...validated.faults.map((fault) => `  ${fault.path}: ${fault.message}`),
            ].join('\n'),
          );
        }
        if (check) {
          const preview = await withAccounts(context, (services) =>
            services.get(OrganisationService).preview(document, operator(), day, { remove }),
          );
          context.print(
            { ok: true, faults: [], ...preview },
            [`${file} has no fault`, ...previewText(preview)].join('\n'),
          );
          return;
        }
        const answer = await withAccounts(context, (services) =>
          services.get(OrganisationService).replace(document, operator(), day, { remove }),
        );
        context.print(answer, importText(answer));
      },
    );
  group
    .command('export')
    .argument('<file>', 'where to write it', asPath)
    .description('write the organisation to a file that import takes')
    .option('--at <day>', 'as it was on that hall day')
    .action(async (file: string, { at }: { at?: string }) => {
      const day = argumentsOf(Day.optional(), at);
      const document = await withAccounts(context, (services) => services.get(OrganisationService).export(day));
      await writeFile(file, `${JSON.stringify(document, null, 2)}\n`);
      const counts = { halls: document.halls.length, items: document.items.length, officers: document.officers.length };
      context.print(
        { file, ...counts },
        `${file}: ${counts.halls} halls, ${counts.items} items, ${counts.officers} officers`,
      );
    });
}

const SIGN = { added: '+', changed: '~', removed: '−' } as const;

function previewText({ validFrom, changes, kept, keptHalls }: OrganisationPreview): string[] {
  return [
    `it would change ${changes.length} parts from ${validFrom} on`,
    ...changes.map(({ kind, key, change }) => `  ${SIGN[change]} ${kind} ${key}`),
    ...staying(kept, keptHalls),
  ];
}

function staying(kept: number, halls: readonly string[]): string[] {
  if (kept === 0) return [];
  return [
    `${kept} parts that the file does not name stay${halls.length === 0 ? '' : `, halls ${halls.join(', ')} among them`}; --remove ends them`,
  ];
}

function importText({ changed, version, validFrom, total, byKind, kept, keptHalls }: OrganisationImport): string {
  if (!changed)
    return [`nothing changed; version ${version} stands (${total.unchanged} parts)`, ...staying(kept, keptHalls)].join(
      '\n',
    );
  const kinds = Object.entries(byKind).map(
    ([kind, counts]) =>
      `  ${kind.padEnd(12)} +${counts.added} ~${counts.changed} −${counts.removed} =${counts.unchanged}`,
  );
  return [
    `version ${version}, changes valid from ${validFrom}: ${total.added} added, ${total.changed} changed, ${total.removed} removed, ${total.unchanged} unchanged`,
    ...kinds,
    ...staying(kept, keptHalls),
  ].join('\n');
}
