import type { Command } from 'commander';
import { benchDeliver } from '../deliver/deliver';
import type { CliContext } from '../../../apps/cli/src/context';
import { CommandFailure, Misuse } from '../../../apps/cli/src/exit';
import { benchOf } from '../../../apps/cli/src/groups';

export function registerBenchDeliver(program: Command, context: CliContext): void {
  benchOf(program)
    .command('deliver')
    .description('sends messages to emulated receivers while workers, Postgres and Redis are killed')
    .requiredOption('--kills <n>', 'how many, over workers, Postgres and Redis')
    .option('--workers <n>', 'how many send', '2')
    .option('--pause <ms>', 'between two messages, on average', '3000')
    .option('--every <ms>', 'between two kills, on average', '3500')
    .addHelpText(
      'after',
      `
Answers {fired, sent, delivered, lost, shownTwice, saidSo, repeats, shownTwiceBy, overLimit, p50Ms, p95Ms, p95MsBy, tapped, ackP95Ms, kills, killsByComponent, workers,
backP50Ms, seconds}, judged by the
receivers' own ledgers: emulated robots of DingTalk, WeCom and Feishu with their true limits, a webhook receiver and a mail server. fired: messages times
receivers. A time runs from the commit of the transaction that causes the message to its arrival. A receiver of webhooks shows an id once; robots know no
id, so what was sent again counts as shownTwice (saidSo: the repeat says that it is one; repeats: in how many posts). backP50Ms: how long a worker takes to start. ackP95Ms: cards of an emulated Feishu app are tapped as they come,
again and again until they change; from the first tap to the change. Needs the packages for development (bench/emulators).`,
    )
    .action(async (given: { kills: string; workers: string; pause: string; every: string }) => {
      const [kills, workers] = [Number(given.kills), Number(given.workers)];
      const [pauseMs, everyMs] = [Number(given.pause), Number(given.every)];
      if (!(Number.isInteger(kills) && kills >= 0 && pauseMs >= 10 && everyMs >= 10))
        throw new Misuse('--kills is a whole number from 0, --pause and --every numbers from 10');
      if (!(Number.isInteger(workers) && workers >= 1 && workers <= 8)) throw new Misuse('--workers is 1 to 8');
      const result = await benchDeliver(context, {
        kills,
        workers,
        pauseMs,
        everyMs,
        say: (line) => {
          context.say(line);
        },
      });
      context.print(result);
      if (result.lost + result.overLimit > 0) throw new CommandFailure('something was lost, or a limit was not kept');
    });
}
