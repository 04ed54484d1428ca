import type { Command } from 'commander';
import { benchPrompts, type BenchPromptsOptions } from '../prompts';
import type { CliContext } from '../../../apps/cli/src/context';
import { Misuse } from '../../../apps/cli/src/exit';
import { benchOf } from '../../../apps/cli/src/groups';
import { asPath } from '../../../apps/cli/src/paths';

export function registerBenchPrompts(program: Command, context: CliContext): void {
  benchOf(program)
    .command('prompts')
    .description('plays benchmark days with the product’s own prompts and tells which of them came true')
    .requiredOption('--scenario <file>', 'hall scenario as JSON', asPath)
    .requiredOption('--days <first-last>', 'day numbers, for example 20001-20040')
    .addHelpText(
      'after',
      `
Each answered prompt is held against the same day without it: same visitors, same service times, the prompts before it in place, none after it.
Answers {scenario, days, perDay, table}: by confidence prompts, cameTrue (it saved waiting), promisedMin, savedMin.`,
    )
    .action((options: BenchPromptsOptions) => {
      const output = {
        out: (text: string) => {
          process.stdout.write(text);
        },
        err: (text: string) => {
          process.stderr.write(text);
        },
      };
      if (benchPrompts({ ...options, json: context.json }, output) === 2)
        throw new Misuse('bench prompts was not started');
    });
}
