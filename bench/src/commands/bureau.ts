import type { Command } from 'commander';
import { BureauFillModule, benchBureau, fillBureau } from '../bureau';
import type { CliContext } from '../../../apps/cli/src/context';
import { benchOf, count } from '../../../apps/cli/src/groups';

interface Given {
  halls: number;
  visits: number;
  seconds: number;
}

export function registerBenchBureau(program: Command, context: CliContext): void {
  benchOf(program)
    .command('bureau')
    .description("over HTTP: the bureau's page alone and of ten managers at once, and the bulletins of the bureau")
    .option('--halls <n>', 'halls; a province has 1280', count, 64)
    .option('--visits <n>', 'visits in 28 days; a province: 10000000', count, 200_000)
    .option('--seconds <n>', 'how long the page is asked for', count, 10)
    .addHelpText(
      'after',
      `
Answers {halls, visits, alone, ten, firstMs, kibAPage, bulletins}: p50Ms, p95Ms, perSec and n of the page, which is eight metrics over 28 days by hall,
asked all at once; by period makeSec and fileSec of a bulletin. What answers is a process of its own, on engines of its own.`,
    )
    .action(async (given: Given) => {
      const options = { ...given, say: context.say.bind(context) };
      context.print(
        await context.withFreshEngines(async ({ settings }) => {
          await context.withServices(settings, BureauFillModule, (app) => fillBureau(app, settings, options));
          return benchBureau(settings, options);
        }),
      );
    });
}
