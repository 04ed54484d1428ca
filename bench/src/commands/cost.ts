import type { Command } from 'commander';
import { benchCost } from '../cost/cost';
import type { CliContext } from '../../../apps/cli/src/context';
import { Misuse } from '../../../apps/cli/src/exit';
import { benchOf } from '../../../apps/cli/src/groups';

export function registerBenchCost(program: Command, context: CliContext): void {
  benchOf(program)
    .command('cost')
    .description('CPU seconds of all processes: a million events, and a second in which next to nothing happens')
    .option('--events <n>', 'how many are posted, twice', '100000')
    .option('--idle <seconds>', 'how long it is measured idle', '60')
    .option('--halls <n>', 'halls of 32 windows', '12')
    .addHelpText(
      'after',
      `
Answers {eventsPerSec, cpuSecPerMillion: {doorToFolds, everything}, idleCores, byProcess, byWork}. doorToFolds: door and writer in one process as in
bench ingest, until their visits are computed; everything: the whole cockpit with live halls, learning and decisions. Idle: about one event
a second over all halls, nobody looks. byProcess {everything, idle}: CPU seconds a million events and busy cores of cockpit, clickhouse, postgres,
redis and the poster, which no sum counts. byWork {everything, idle}: runs and seconds (waiting included) of each job, timer and statement of the cockpit, a million
events and an idle second; the same counters are cockpit_work_runs_total and cockpit_work_seconds_total of /metrics. Linux only.`,
    )
    .action(async (given: { events: string; idle: string; halls: string }) => {
      const [events, idleSec, halls] = [Number(given.events), Number(given.idle), Number(given.halls)];
      if (![events, idleSec, halls].every((n) => Number.isInteger(n) && n > 0) || halls > 99)
        throw new Misuse('--events, --idle and --halls are whole numbers above 0; at most 99 halls');
      if (process.platform !== 'linux') throw new Misuse('CPU seconds of processes are read from /proc: Linux only');
      context.print(
        await context.withFreshEngines(({ settings }) =>
          benchCost(settings, {
            events,
            idleSec,
            halls,
            say: (line) => {
              context.say(line);
            },
          }),
        ),
      );
    });
}
