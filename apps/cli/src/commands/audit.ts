import { AuditChain } from '@cockpit/access';
import { z } from 'zod';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { CommandFailure } from '../exit';
import { groupOf } from '../groups';
import { argumentsOf, withAccounts } from './services';

const Anchor = z.object({
  anchor: z
    .string()
    .regex(/^\d{1,15}:[0-9a-f]{64}$/, 'SEQ:HASH, as an earlier “audit verify” printed it')
    .transform((text) => ({ seq: Number(text.split(':')[0]), hash: text.split(':')[1] ?? '' }))
    .optional(),
});

export function registerAudit(program: Command, context: CliContext): void {
  const group = groupOf(program, 'audit', 'what was done, and whether it is still written as it was');
  group
    .command('verify')
    .description('check every link of the chain and name the first that is broken; exits with 1 then')
    .option('--anchor <seq:hash>', 'a link noted earlier: a chain cut short at its end lacks it')
    .action(async (options: { anchor?: string }) => {
      const { anchor } = argumentsOf(Anchor, options);
      const state = await withAccounts(context, (services) => services.get(AuditChain).verify(anchor));
      if (state.broken === null) {
        context.print(state, `${String(state.links)} entries are whole; note ${String(state.links)}:${state.head}`);
        return;
      }
      const { seq, entry, fault } = state.broken;
      if (context.json) context.print(state);
      throw new CommandFailure(
        `the audit is broken at link ${String(seq)}${entry === null ? '' : ` (entry ${entry})`}: ${fault}; ${String(state.links)} before it are whole`,
      );
    });
}
