import type { Command } from 'commander';
import { benchIngest } from '../ingest';
import type { CliContext } from '../../../apps/cli/src/context';
import { Misuse } from '../../../apps/cli/src/exit';
import { benchOf } from '../../../apps/cli/src/groups';

export function registerBenchIngest(program: Command, context: CliContext): void {
  benchOf(program)
    .command('ingest')
    .description(
      'posts events to the product’s own door until they lie in ClickHouse, beside what the bare engine takes',
    )
    .option('--events <n>', 'how many', '300000')
    .option('--batch <n>', 'events a request', '500')
    .option('--single', 'single events, one a request, instead of lists')
    .option('--rows-only', 'steps of matters instead of visits: the pipeline makes nothing of them but their rows')
    .option('--sources <n>', 'sources that post, each with its own key', '1')
    .option('--connections <n>', 'requests at a time (default: 8, or one a source)')
    .addHelpText(
      'after',
      `
Answers {acceptedPerSec, landedPerSec, rawInsertPerSec, ratio, cpuSecPerMillion, cpuSecPerMillionOf, engineShare, rawCpuSecPerMillion,
peakRssMiB, bytesPerEvent}: accepted = answered 202 (durable, append-only file, fsync
always); stored = durable in ClickHouse too, from the first request to the last row; raw = one client inserting 500 rows at a time into a plain
table without fsync in the same run; ratio = stored ÷ raw; CPU of door, writer, Redis and ClickHouse together, the poster's left out,
together, by process, and the engine's share; with visits that is also what was folded by then (visits, spans, hall days), with --rows-only door, log and event
insert alone; rawCpuSecPerMillion: the engine's for the bare insert; peakRssMiB {doorAndWriter (one process here), redis, clickhouse} while
events were stored; bytesPerEvent {events: their table, clickhouse: all tables, redis: its append-only files} when the last was stored. Up to a million
events are written out before the clock starts, more as they are posted. 10000000 take a quarter of an hour and some 10 GiB of disk.`,
    )
    .action(
      async (given: {
        events: string;
        batch: string;
        sources: string;
        connections?: string;
        single?: true;
        rowsOnly?: true;
      }) => {
        const [events, batch, sources] = [given.events, given.batch, given.sources].map(Number) as [
          number,
          number,
          number,
        ];
        const connections = Number(given.connections ?? Math.max(8, sources));
        if (![events, batch, sources, connections].every((n) => Number.isInteger(n) && n > 0))
          throw new Misuse('--events, --batch, --sources and --connections are whole numbers above 0');
        if (connections < sources)
          throw new Misuse('--connections is at least --sources: every source posts by itself');
        const result = await context.withFreshEngines(({ settings }) =>
          benchIngest(settings, {
            events,
            kind: given.rowsOnly === true ? 'matters' : 'visits',
            batch: given.single === true ? 0 : batch,
            connections,
            sources,
            rawRows: 60_000,
            say: (line) => {
              context.say(line);
            },
          }),
        );
        context.print(result);
      },
    );
}
