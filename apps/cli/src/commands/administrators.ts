import { ADMINISTRATIONS, UserStep, Why, type AdministratorsState } from '@cockpit/contracts';
import { Administrators } from '@cockpit/access';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { groupOf } from '../groups';
import { argumentsOf, operator, withAccounts } from './services';

const Options = UserStep.extend({ why: Why });

const textOf = (state: AdministratorsState): string =>
  [
    state.apart ? 'apart: nobody administers more than one of the three' : 'together: an administrator has all three',
    ...(state.changed === null ? [] : [`since ${state.changed.at}, by ${state.changed.by}: ${state.changed.why}`]),
    ...ADMINISTRATIONS.map((administration) => `${administration}: ${state[administration].join(', ') || 'nobody'}`),
  ].join('\n');

/** Separation of the system, security and audit administrators. */
export function registerAdministrators(program: Command, context: CliContext): void {
  const group = groupOf(program, 'administrators', 'the administrators of system, security and audit');
  const done = (state: AdministratorsState): void => {
    context.print(state, textOf(state));
  };
  group
    .command('show')
    .description('whether they are three, and who they are')
    .action(async () => {
      done(await withAccounts(context, (services) => services.get(Administrators).state()));
    });
  for (const [name, description, apply] of [
    ['apart', 'tell them apart: nobody has two of them then; all three have to be able to sign in', 'tellApart'],
    ['together', 'let an administrator do all three again', 'putTogether'],
  ] as const)
    group
      .command(name)
      .description(description)
      .requiredOption('--why <text>', 'why, for the audit')
      .action(async (options: object) => {
        const { why } = argumentsOf(Options, options);
        done(await withAccounts(context, (services) => services.get(Administrators)[apply](why, operator())));
      });
}
