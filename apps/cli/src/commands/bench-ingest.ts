import type { Command } from 'commander';
import { benchIngest } from '../bench/ingest';
import type { CliContext } from '../context';
import { Misuse } from '../exit';
import { benchOf } from '../groups';

export function registerBenchIngest(program: Command, context: CliContext): void {
  benchOf(program).command('ingest')
    .description('posts events to the product’s own door until they lie in ClickHouse, beside what the bare engine takes')
    .option('--events <n>', 'how many', '300000')
    .option('--batch <n>', 'events a request', '500')
    .option('--connections <n>', 'requests at a time', '8')
    .addHelpText('after', `
Answers {acceptedPerSec, landedPerSec, rawInsertPerSec, ratio, cpuSecPerMillion}: accepted = answered 202 (durable, append-only file, fsync
always); landed = durable in ClickHouse too, from the first request to the last row; raw = one client inserting 500 rows at a time into a plain
table without fsync in the same run; ratio = landed ÷ raw; CPU of door, writer, Redis and ClickHouse together, the poster's left out.`)
    .action(async (given: { events: string; batch: string; connections: string }) => {
      const [events, batch, connections] = [given.events, given.batch, given.connections].map(Number) as [number, number, number];
      if (![events, batch, connections].every((n) => Number.isInteger(n) && n > 0)) throw new Misuse('--events, --batch and --connections are whole numbers above 0');
      const result = await context.withFreshEngines(({ settings }) =>
        benchIngest(settings, { events, batch, connections, rawRows: 60_000, say: (line) => { context.say(line); } }));
      context.print(result);
    });
}
