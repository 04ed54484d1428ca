import { message } from '@cockpit/contracts';
import { DatabaseFault, PollerMisuse, poll } from '@cockpit/sources';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { CommandFailure, Misuse } from '../exit';
import { asPath } from '../paths';

/** Polls a legacy ticketing database by configuration, read-only. */
export function registerPoll(program: Command, context: CliContext): void {
  program
    .command('poll')
    .argument('<config>', 'configuration file (docs/importing.md)', asPath)
    .description('read a Postgres or MySQL/MariaDB table by cursor and post its rows, until stopped')
    .option('--once', 'what is there now, then end')
    .option(
      '--again-from <cursor>',
      'read everything from there once more, after a mapping was mended; what was taken before counts once',
    )
    .addHelpText(
      'after',
      '\nAnswers {cursor, rows, accepted, rejected, faults} of its whole life. It may be killed at any moment: it carries on where it was.',
    )
    .action(async (file: string, { once, againFrom }: { once?: true; againFrom?: string }) => {
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.once(signal, () => {
          stop.abort();
        });
      try {
        const { history: _history, ...done } = await poll({
          file,
          signal: stop.signal,
          say: (line) => {
            context.say(line);
          },
          once: once ?? false,
          ...(againFrom === undefined ? {} : { againFrom }),
        });
        context.print(done, context.textOf(message('poll.done', { ...done })));
      } catch (error) {
        if (error instanceof PollerMisuse) throw new Misuse(error.message);
        if (error instanceof DatabaseFault) throw new CommandFailure(error.message);
        throw error;
      }
    });
}
