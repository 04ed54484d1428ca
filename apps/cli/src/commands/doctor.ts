import { Logger } from '@nestjs/common';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { CommandFailure } from '../exit';
import { examine, type Finding } from '../operations/doctor/examine';

/** Checks that all stores exist, answer, and are configured to lose nothing acknowledged. */
export function registerDoctor(program: Command, context: CliContext): void {
  program
    .command('doctor')
    .description('check engines, settings and the running instance')
    .option('--deep', 'also read every part of ClickHouse and compare its checksums; takes as long as reading all data')
    .action(async ({ deep }: { deep?: true }) => {
      // connection errors are part of the findings; stdout holds only the answer
      Logger.overrideLogger(false);
      const findings = await context.withInstance((instance) => examine(instance, deep === true));
      const ok = findings.every((finding) => finding.ok);
      context.print({ ok, findings }, findings.map(lineOf).join('\n'));
      if (!ok) throw new CommandFailure('something is wrong; see above');
    });
}

const lineOf = ({ name, ok, detail, remedy }: Finding): string =>
  `${ok ? '✓' : '✗'} ${name}: ${detail}${remedy === undefined ? '' : `\n  → ${remedy}`}`;
