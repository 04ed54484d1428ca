import type { Command } from 'commander';
import { benchLive } from '../live';
import type { CliContext } from '../../../apps/cli/src/context';
import { Misuse } from '../../../apps/cli/src/exit';
import { benchOf } from '../../../apps/cli/src/groups';

export function registerBenchLive(program: Command, context: CliContext): void {
  benchOf(program)
    .command('live')
    .description('three halls of 32 windows live at once: how long from an event to the screen that shows it')
    .option('--seconds <n>', 'how long, after 5 s of warming up', '30')
    .option('--rate <n>', 'events a second in each hall', '20')
    .addHelpText(
      'after',
      `
Answers {halls, events, eventsPerSec, p50Ms, p95Ms, maxMs, picturesPerSecPerHall, unseen}: a latency runs from sending a request with one ticket
issued (and what follows from it, about four events) to the message on GET /v1/halls/{hall}/stream whose snapshot counts it. The whole cockpit runs
in one process on engines of its own. Snapshots are published at most four times a second and hall, so about 125 ms are wanted waiting.`,
    )
    .action(async (given: { seconds: string; rate: string }) => {
      const [seconds, rate] = [Number(given.seconds), Number(given.rate)];
      if (!(seconds >= 1 && rate >= 1)) throw new Misuse('--seconds and --rate are numbers from 1');
      context.print(
        await context.withFreshEngines(({ settings }) =>
          benchLive(settings, {
            seconds,
            rate,
            say: (line) => {
              context.say(line);
            },
          }),
        ),
      );
    });
}
