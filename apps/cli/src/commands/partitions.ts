import { Lease, PartitionMove, type MoveState } from '@cockpit/log';
import { MOST_PARTITIONS, createRedis, partitionsOfLog } from '@cockpit/platform';
import type { Command } from 'commander';
import { z } from 'zod';
import type { CliContext } from '../context';
import { CommandFailure, Misuse } from '../exit';
import { argumentsOf } from './services';

const Count = z.coerce.number().int().min(1).max(MOST_PARTITIONS);
const Options = z.object({ within: z.coerce.number().int().min(1).max(3600) });

export function registerPartitions(program: Command, context: CliContext): void {
  program
    .command('partitions <n>')
    .description('give the event log more partitions, so that more writers and workers can share it')
    .option('--within <seconds>', 'how long to wait until everything in the log is stored and shown', '60')
    .addHelpText(
      'after',
      `
Run it while writers and workers run. Ingest answers 503 meanwhile, for seconds; afterwards every process ends and has to be started again by whatever keeps it
running. What is waited for too long changes nothing. Answers {from, to}.`,
    )
    .action(async (count: string, input: unknown) => {
      const to = argumentsOf(Count, count);
      const { within } = argumentsOf(Options, input);
      const from = await context.withInstance(async ({ settings }) => {
        const redis = createRedis(settings, 'commands');
        try {
          const now = await partitionsOfLog(redis, settings.logPartitions);
          if (to < now)
            throw new Misuse(`the log has ${String(now)} partitions: it can be given more of them, not fewer`);
          const left =
            to === now
              ? null
              : await new PartitionMove(redis, new Lease(redis)).run(now, to, within * 1000, (state) => {
                  context.say(`waiting: ${textOf(state)}`);
                });
          if (left !== null)
            throw new CommandFailure(
              `nothing is changed, and ingest goes on: after ${String(within)} s ${textOf(left)}. Do writers and workers run, all of this version?`,
            );
          return now;
        } finally {
          redis.disconnect();
        }
      });
      context.print(
        { from, to },
        from === to
          ? `the log has ${String(to)} partitions`
          : `the log has ${String(to)} partitions, no longer ${String(from)}`,
      );
    });
}

const textOf = ({ behind, served }: MoveState): string =>
  behind.length > 0
    ? `entries are not read to the end (consumer and partition): ${behind.join(', ')}`
    : `partitions are not handed back: ${served.join(', ')}`;
