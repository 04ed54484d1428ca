import { AccessModule } from '@cockpit/access';
import { Code, Day, type LawResult, type LawsAnswer } from '@cockpit/contracts';
import { LiveBindingsModule } from '@cockpit/live';
import { LawsService, MetricsCoreModule } from '@cockpit/metrics';
import { OrganisationModule } from '@cockpit/organisation';
import { AppError } from '@cockpit/platform';
import { WarehouseModule } from '@cockpit/warehouse';
import { Module } from '@nestjs/common';
import type { Command } from 'commander';
import { z } from 'zod';
import type { CliContext } from '../context';
import { CommandFailure, Misuse } from '../exit';
import { argumentsOf } from './services';

@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, WarehouseModule, MetricsCoreModule] })
class CheckingModule {}

const Asked = z.object({ hall: Code.optional(), from: Day.optional(), to: Day.optional() });

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
    .action(async (given: unknown) => {
      const asked = argumentsOf(Asked, given);
      const answer = await context
        .withInstance(({ settings }) =>
          context.withServices(settings, CheckingModule, (app) => app.get(LawsService).check(asked, { halls: 'all' })),
        )
        .catch((error: unknown) => {
          if (error instanceof AppError) throw new Misuse(error.message);
          throw error;
        });
      context.print(answer, textOf(answer));
      if (answer.broken > 0)
        throw new CommandFailure(
          `${String(answer.broken)} of the laws of conservation broken: ${answer.laws
            .filter(({ broken }) => broken > 0)
            .map(({ law, broken }) => `${law} ${String(broken)}`)
            .join(', ')}`,
        );
    });
}

/** As many as one reads of what cannot hold; what is broken is listed whole. */
const LISTED = 20;

function textOf({ from, to, laws, items, holds, cannotHold, broken }: LawsAnswer): string {
  const line = ({ law, hall, day, of, left, right, tolerance, unit, reason, visits }: LawResult): string =>
    `  ${[law, of, hall, day].filter((part) => part !== null).join(' ')}: ${String(round(left))} ≠ ${String(round(right))} ${unit} (± ${String(round(tolerance))})${reason === null ? '' : `, ${reason}`}${visits.map(({ ticketId, windowId, calledAt }) => `; ticket ${ticketId} called at ${windowId} ${calledAt}: nobody told how it ended`).join('')}`;
  const missing = items.filter(({ state }) => state === 'cannot-hold');
  return [
    ...laws.map(
      (law) =>
        `${law.broken > 0 ? '✗' : '✓'} ${law.law}: ${law.equation.en} · ${String(law.holds)} hold, ${String(law.cannotHold)} cannot, ${String(law.broken)} broken`,
    ),
    ...items.filter(({ state }) => state === 'broken').map(line),
    ...(missing.length === 0
      ? []
      : [
          'cannot hold:',
          ...missing.slice(0, LISTED).map(line),
          ...(missing.length > LISTED ? [`  … ${String(missing.length - LISTED)} more`] : []),
        ]),
    `${from} to ${to}: ${String(holds)} hold, ${String(cannotHold)} cannot, ${String(broken)} broken`,
  ].join('\n');
}

const round = (value: number): number => Math.round(value * 100) / 100;
