import type { Command } from 'commander';
import { benchPredict, type BenchPredictOptions } from '../predict';
import type { CliContext } from '../../../apps/cli/src/context';
import { Misuse } from '../../../apps/cli/src/exit';
import { benchOf } from '../../../apps/cli/src/groups';
import { asPath } from '../../../apps/cli/src/paths';

export function registerBenchPredict(program: Command, context: CliContext): void {
  benchOf(program)
    .command('predict')
    .description('how well waits are quoted: on benchmark days, or on recorded events')
    .option('--scenario <file>', 'hall scenario as JSON', asPath)
    .option('--days <first-last>', 'day numbers, for example 20001-20150')
    .option('--policy <key>', 'policy under which the days are played', 'link')
    .option('--events <file>', 'recorded CloudEvents as NDJSON (.gz allowed)', asPath)
    .option('--from <time>', 'warm-up before, quotes from then on: 2020-01-13T00:00:00+01:00')
    .addHelpText(
      'after',
      `
With --scenario: {mae, within5, p90Coverage, p90CoverageOver15, n} in minutes and shares; truth is issue → call.
With --events: one line a quote {hall, queue, at, subject, p50Sec, p80Sec, p90Sec} on stdout; subject is the ticketId, or "newcomer" for a
board observation; a wait that cannot be known has null quantiles and a reason. The summary is on stderr.`,
    )
    .action(async (options: BenchPredictOptions) => {
      const output = {
        out: (text: string) => {
          process.stdout.write(text);
        },
        err: (text: string) => {
          process.stderr.write(text);
        },
      };
      const code = await benchPredict({ ...options, json: context.json }, output);
      if (code === 2) throw new Misuse('bench predict was not started');
    });
}
