import { SAMPLE_KINDS, UserStep, Why, type SampleData } from '@cockpit/contracts';
import { SampleDataService, SampleDataModule } from '@cockpit/warehouse';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { argumentsOf, operator, withAccounts } from './services';
import { OrganisationModule } from '@cockpit/organisation';
import { Module } from '@nestjs/common';

@Module({ imports: [OrganisationModule, SampleDataModule] })
class SampleModule {}

const Options = UserStep.extend({ why: Why });

function textOf(found: SampleData, isGone: boolean): string {
  const { places, kept, sources, accounts, tokens, rows, own } = found;
  const list = (names: readonly string[]): string => names.join(', ') || 'none';
  return [
    `places ${isGone ? 'removed' : 'that would go'}: ${list(places.map(({ code, name }) => `${name} (${code})`))}`,
    ...(kept.length === 0
      ? []
      : [`stay, because a place of your own stands beneath: ${list(kept.map(({ code }) => code))}`]),
    `sources: ${list(sources)}`,
    `accounts disabled: ${list(accounts)}`,
    `tokens revoked: ${list(tokens)}`,
    `rows: ${SAMPLE_KINDS.map((kind) => `${kind} ${String(rows[kind])}`).join(', ')}`,
    `places of your own, untouched: ${String(own)}`,
  ].join('\n');
}

export function registerSampleData(program: Command, context: CliContext): void {
  program
    .command('remove-sample')
    .description('remove what the demonstration brought: simulated places, their sources and everything told of them')
    .option('--check', 'only tell what would go')
    .option('--why <text>', 'why, for the audit')
    .action(async (options: { check?: true; why?: string }) => {
      const isCheck = options.check === true;
      const input = isCheck ? null : argumentsOf(Options, { why: options.why });
      const found = await withAccounts(
        context,
        (services) => {
          const sample = services.get(SampleDataService);
          return input === null ? sample.preview() : sample.remove(input.why, operator());
        },
        SampleModule,
      );
      context.print(found, textOf(found, !isCheck));
    });
}
