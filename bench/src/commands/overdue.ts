import { InvalidArgumentError, type Command } from 'commander';
import { loadMapping } from '@cockpit/sources';
import { benchOverdue } from '../overdue';
import type { CliContext } from '../../../apps/cli/src/context';
import { benchOf } from '../../../apps/cli/src/groups';
import { asPath } from '../../../apps/cli/src/paths';

interface Options {
  cases: string;
  mapping: string;
  from: string;
  maxLimitDays?: number;
}

export function registerBenchOverdue(program: Command, context: CliContext): void {
  benchOf(program)
    .command('overdue')
    .description('how well missed due times are foreseen: each day of a case file is asked with what was known then')
    .requiredOption('--cases <file>', 'CSV, NDJSON or XES', asPath)
    .requiredOption('--mapping <file>', 'mapping of its columns to events', asPath)
    .requiredOption('--from <day>', 'first day asked about, YYYY-MM-DD', day)
    .option('--max-limit-days <n>', 'only matters with shorter limits', days)
    .addHelpText(
      'after',
      '\nAnswers {n, auc, brier, deciles:[{predicted, observed, n}]} over matters open and not yet due at 00:00 hall time of each day.',
    )
    .action(async ({ cases, mapping, from, maxLimitDays }: Options) => {
      const verdict = await benchOverdue({
        cases,
        mapping: await loadMapping(mapping),
        from,
        maxLimitDays,
        onDay: (asked, n) => {
          if (asked.endsWith('-01')) context.say(`${asked}: ${String(n)} matters asked about so far`);
        },
      });
      context.print(verdict);
    });
}

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('a day is written YYYY-MM-DD.');
  return text;
}

function days(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number of days above 0.');
  return value;
}
