import { text } from 'node:stream/consumers';
import { NewUser, ROLES } from '@cockpit/contracts';
import { HallDirectory, Users } from '@cockpit/access';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { groupOf } from '../groups';
import { argumentsOf, operator, withAccounts } from './services';

interface AddOptions {
  role: string;
  hall?: string[];
  unit?: string[];
  officer?: string;
  displayName?: string;
  passwordStdin?: true;
}

/** People who sign in. A made-up password alone goes to stdout. */
export function registerUser(program: Command, context: CliContext): void {
  const group = groupOf(program, 'user', 'people who sign in');
  group
    .command('add')
    .argument('<name>')
    .description('create a user; without --password-stdin a password is made up and printed, once')
    .requiredOption('--role <role>', ROLES.filter((role) => role !== 'source' && role !== 'screen').join(', '))
    .option('--hall <code...>', 'halls they may see (default: all, for administrator and manager only)')
    .option('--unit <code...>', 'approval units they speak for (role unit): their matters and cards')
    .option('--officer <id>', 'the officer of the organisation they are')
    .option('--display-name <name>', 'what others read')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (name: string, options: AddOptions) => {
      const password = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
      const wanted = argumentsOf(NewUser, {
        name,
        role: options.role,
        halls: options.hall,
        units: options.unit,
        officerId: options.officer,
        displayName: options.displayName,
        password,
      });
      const user = await withAccounts(context, async (services) => {
        await services.get(HallDirectory).refuseUnknown(wanted.halls);
        return services.get(Users).add(wanted, operator());
      });
      if (user.password !== undefined) context.say(`user ${name}: password shown this once`);
      context.print(user, user.password ?? `user ${name} added`);
    });
  group
    .command('disable')
    .argument('<name>')
    .description('sign out everywhere and let in no more')
    .action(async (name: string) => {
      const user = await withAccounts(context, (services) => services.get(Users).disable(name, operator()));
      context.print(user, `${name} is signed out and cannot sign in`);
    });
}
